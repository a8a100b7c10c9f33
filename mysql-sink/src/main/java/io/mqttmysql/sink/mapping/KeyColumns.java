// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.strategy.DeletePolicy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.UniqueIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the columns by which a strategy knows a table's rows apart, or says why they cannot serve. */
final class KeyColumns {
    private final WriteSpec write;
    private final TableDefinition table;
    private final BoundColumns bound;

    KeyColumns(WriteSpec write, TableDefinition table, BoundColumns bound) {
        this.write = write;
        this.table = table;
        this.bound = bound;
    }

    /**
     * {@code pk.fields}, else the primary key. An INSERT that does not write the whole primary key has none.
     *
     * @return names as the table has them
     */
    List<String> names() {
        List<String> wanted = write.key().fields().isEmpty()
                ? table.primaryKey()
                : write.key().fields();
        if (wanted.isEmpty() && isNeeded()) {
            throw new ConfigurationProblem(why() + ", but the table has no primary key" + partialPrimaryKey()
                    + "; add one, or name a unique key's columns in pk.fields");
        }
        List<String> names = new ArrayList<>();
        for (String key : wanted) {
            Optional<String> name = written(key);
            if (name.isEmpty() && !isNeeded()) {
                return List.of();
            }
            names.add(name.orElseThrow(() -> new ConfigurationProblem(why() + ", but the key column '" + key
                    + "' is not mapped; add column." + key + ", or name other key columns in pk.fields")));
        }
        names.forEach(this::requireWithoutPayload);
        requireUnique(names);
        requireDecider(names);
        return names;
    }

    private boolean isNeeded() {
        return findsRows() || write.rules().changes().isPresent();
    }

    /** Whether rows are changed or deleted by it, in the place of being compared by the sink alone. */
    private boolean findsRows() {
        return write.rules().mode().needsKey() || deletes();
    }

    private boolean deletes() {
        return write.rules().deletes() == DeletePolicy.DELETE_ON_NULL;
    }

    /** The option that needs a key. */
    private String why() {
        if (write.rules().mode().needsKey()) {
            return "insert.mode is " + word(write.rules().mode());
        }
        return deletes() ? "delete.enabled is true" : "changed.only is true";
    }

    private static String word(Enum<?> option) {
        return option.name().toLowerCase(Locale.ROOT);
    }

    /** The name as the table has it. */
    private Optional<String> written(String name) {
        return bound.columns().stream()
                .map(Column::name)
                .filter(column -> ColumnName.areSame(column, name))
                .findFirst();
    }

    /** A record without value tells its row by what comes with it. */
    private void requireWithoutPayload(String name) {
        boolean isAtHand = bound.mapped().stream()
                .anyMatch(binding -> binding.column().name().equals(name) && !needsPayload(binding.source()));
        if (deletes() && !isAtHand) {
            throw new ConfigurationProblem("delete.enabled is true, but the key column '" + name
                    + "' is read from the payload, and a record that deletes has none; fill it from a capture, the"
                    + " topic, the key or a header, or name other key columns in pk.fields");
        }
    }

    private static boolean needsPayload(Source source) {
        return source instanceof Source.WholePayload || source instanceof Source.PayloadPath || source.isOfElement();
    }

    /**
     * Without the index MySQL would find no row to update, and add one for each message; and a record that names its
     * key columns itself would change or delete as many rows as it likes.
     */
    private void requireUnique(List<String> keys) {
        RowOperation operation =
                RowOperation.of(write.rules().mode(), write.rules().updateMissing());
        boolean isOneRow = operation.needsUniqueKey() || (write.key().isOfRecord() && findsRows());
        if (isOneRow && !table.isUniqueBy(keys)) {
            String names = String.join(", ", keys);
            boolean isForMissing = operation.isUpdate() && operation.needsUniqueKey();
            String why =
                    isForMissing ? "update.missing is " + word(write.rules().updateMissing()) : why();
            throw new ConfigurationProblem(why + ", but the table has no unique index on exactly (" + names + ")"
                    + table.indexThatIsNoKeyOf(keys).map(KeyColumns::weakness).orElse("")
                    + "; add one with ALTER TABLE … ADD UNIQUE (" + names
                    + "), or name the columns of an existing one in pk.fields");
        }
    }

    private String partialPrimaryKey() {
        return table.uniqueIndexes().stream()
                .filter(index -> index.name().equals(UniqueIndex.PRIMARY))
                .findFirst()
                .map(KeyColumns::weakness)
                .orElse("");
    }

    /** Why an index that names the columns will not do. */
    private static String weakness(UniqueIndex index) {
        return ": its index '" + index.name() + "' " + index
                + " takes rows for the same that differ in these columns, so that one would overwrite the other";
    }

    private void requireDecider(List<String> keys) {
        write.rules().newerBy().ifPresent(decider -> {
            if (written(decider).isEmpty()) {
                throw new ConfigurationProblem(
                        "upsert.newer.by is '" + decider + "', but that column is not mapped; add column." + decider);
            }
            if (ColumnName.isAmong(keys, decider)) {
                throw new ConfigurationProblem("upsert.newer.by is '" + decider
                        + "', which is a key column and never changes; name the column that tells a row's age");
            }
        });
    }
}
