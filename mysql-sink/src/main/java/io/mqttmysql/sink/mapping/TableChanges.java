// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.strategy.TableChange;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Basis;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableRefused;
import io.mqttmysql.sink.value.BadValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What {@code auto.create} and {@code auto.evolve} do to one table for one record, and whose fault it is where they
 * cannot: the record's, where it is over a limit or has chosen the schema; else the configuration's.
 */
final class TableChanges {
    private final WriteSpec write;
    private final TableId id;
    private final RecordView view;

    TableChanges(WriteSpec write, TableId id, RecordView view) {
        this.write = write;
        this.id = id;
        this.view = view;
    }

    void create(TableCatalog catalog) throws SQLException {
        change(() -> catalog.create(design()));
    }

    /** Adds columns that the strategy and the record have and the table has not; returns whether there were any. */
    boolean widen(TableBinding binding, TableCatalog catalog) throws SQLException {
        if (!evolves(write) || write.isDeletion(view.record())) {
            return false;
        }
        List<ColumnDesign> columns = beyond(binding);
        if (!columns.isEmpty()) {
            change(() -> catalog.addColumns(id, columns));
        }
        return !columns.isEmpty();
    }

    /** Whether a column may be made one of decimals: one of another type than the whole numbers that came so far. */
    static boolean mayTakeDecimals(Column column, WriteSpec write) {
        return evolves(write)
                && column.type() == ColumnType.BIGINT
                && column.extent().isWholeSoFar();
    }

    /** @throws BadValue when the server does not allow it */
    void toDecimals(String column, TableCatalog catalog) throws SQLException {
        try {
            catalog.toDecimals(id, column);
        } catch (TableRefused e) {
            throw unfit("column '" + column + "' cannot be made one of decimals: " + e.getMessage());
        }
    }

    private static boolean evolves(WriteSpec write) {
        return write.target().changes().contains(TableChange.EVOLVE);
    }

    private TableDesign design() {
        requireReadable();
        TableDesign design = TableDesigner.design(write, id, Optional.of(view));
        List<ColumnDesign> columns = evolves(write) ? certain(design.columns()) : design.columns();
        if (columns.isEmpty() && write.key().mode().isPresent()) {
            throw new BadValue("the record has no field of which a column could be made");
        }
        if (design.primaryKey().isEmpty() && write.rules().mode().needsKey()) {
            throw new ConfigurationProblem(
                    "insert.mode needs a key, and a table that is made has none by itself; name its columns in pk.fields");
        }
        for (String key : design.primaryKey()) {
            if (columns.stream().noneMatch(column -> ColumnName.areSame(column.name(), key) && isTold(column))) {
                throw new BadValue("the record has no value for the key column '" + key + "'");
            }
        }
        columns.forEach(TableChanges::requireIndexable);
        return new TableDesign(id, columns, design.primaryKey(), design.numbers());
    }

    /** What a record happens to have for its key; a declared key of JSON is refused with the configuration. */
    private static void requireIndexable(ColumnDesign column) {
        if (column.need() == Need.KEY && column.declaration().equals("JSON")) {
            throw new BadValue("the key column '" + column.name()
                    + "' would be JSON, on which MySQL has no index; name another in pk.fields");
        }
    }

    /** A record that will not be a row does not make a table either. */
    private void requireReadable() {
        if (write.content().fields().isPresent()) {
            FieldBindings.object(write, view);
        }
        write.content().columns().forEach(mapped -> mapped.expression().source().read(view));
    }

    /** The type of the others is told by the first record that has a value for them. */
    private static List<ColumnDesign> certain(List<ColumnDesign> columns) {
        return columns.stream()
                .filter(column -> isTold(column) || column.need() == Need.KEY)
                .toList();
    }

    private static boolean isTold(ColumnDesign column) {
        return column.basis() != Basis.GUESSED;
    }

    /** Nearly every record finds all columns there, so this is told before types are. */
    private List<ColumnDesign> beyond(TableBinding binding) {
        BoundColumns bound = binding.bound();
        try {
            boolean hasAll = bound.absent().isEmpty()
                    && bound.fields().map(fields -> fields.haveAll(view)).orElse(true);
            return hasAll
                    ? List.of()
                    : certain(TableDesigner.design(write, id, Optional.of(view)).missingIn(binding.definition()));
        } catch (BadValue e) {
            throw unfit(e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Change {
        void run() throws SQLException;
    }

    private void change(Change change) throws SQLException {
        try {
            change.run();
        } catch (BadValue e) {
            throw unfit(e.getMessage());
        } catch (TableRefused e) {
            throw isRecordsFault(e.by()) ? unfit(e.getMessage()) : new ConfigurationProblem(sentence(e.getMessage()));
        } catch (ConfigurationProblem e) {
            throw new ConfigurationProblem(sentence(e.getMessage()));
        }
    }

    private boolean isRecordsFault(TableRefused.By by) {
        return switch (by) {
            case LIMIT, WIDTH -> true;
            case SHAPE ->
                !write.target().table().isFixed()
                        || write.content().fields().isPresent()
                        || !write.namesOfRecord().isEmpty();
            case SERVER -> write.target().table().schemaHasCaptures();
        };
    }

    private String sentence(String reason) {
        return "Table '" + id + "' cannot be made as the configuration wants it: " + reason;
    }

    private BadValue unfit(String reason) {
        return BadValue.ofTable(Optional.of(id.toString()), reason);
    }
}
