// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.Selection.Match;
import io.mqttmysql.sink.strategy.TableChange;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tables that strategies have written to, each bound once and again when its definition has changed. Grows with the
 * tables that exist, not with the names that records make up. Task thread.
 */
public final class StrategyTables {
    /** Records that name columns themselves may make up as many as they like. */
    private static final int MAX_BINDINGS = 10_000;

    /** @param namesOfRecord the columns that records name themselves */
    private record BindingId(String strategy, TableId table, List<String> namesOfRecord) {}

    private final LocalClocks clocks;
    private final DeliveryGuarantee guarantee;
    private final IgnoredFields ignored = new IgnoredFields();
    private final UniqueKeyWarnings uniqueKeys = new UniqueKeyWarnings();
    private final TableWarnings tableWarnings;
    private final Map<BindingId, TableBinding> bindings = new HashMap<>();

    public StrategyTables(ZoneId zone, DeliveryGuarantee guarantee) {
        this.clocks = new LocalClocks(zone);
        this.tableWarnings = new TableWarnings(zone);
        this.guarantee = guarantee;
    }

    /**
     * The table for the record, made or widened first where the strategy may do that; empty where the record deletes
     * from a table that does not exist yet.
     *
     * @throws BadValue when the record names a table that cannot be, is not there or does not fit
     * @throws ConfigurationProblem when the configuration names a table that is not there or does not fit
     */
    public Optional<TableBinding> find(TableStrategy strategy, WriteSpec given, RecordView view, TableCatalog catalog)
            throws SQLException {
        TableId id = tableId(view, given);
        WriteSpec write = keyed(given, id, view);
        TableChanges changes = new TableChanges(write, id, view);
        Optional<TableDefinition> definition = catalog.find(id);
        if (definition.isEmpty() && write.target().changes().contains(TableChange.CREATE)) {
            if (write.isDeletion(view.record())) {
                return Optional.empty();
            }
            changes.create(catalog);
            definition = catalog.find(id);
        }
        TableBinding binding = bound(strategy, write, definition.orElseThrow(() -> absent(strategy, write, id)));
        if (changes.widen(binding, catalog)) {
            binding = bound(strategy, write, catalog.find(id).orElseThrow(() -> absent(strategy, write, id)));
        }
        return Optional.of(binding);
    }

    /**
     * The table after a column of whole numbers so far was made one of decimals, where the record brings a number that
     * only then goes into it; empty where that does not help, or may not be.
     *
     * @param fault why the record is not a row of the table as it is
     */
    public Optional<TableBinding> widened(
            Match match, WriteSpec given, TableBinding binding, BadValue fault, TableCatalog catalog)
            throws SQLException {
        TableDefinition table = binding.definition();
        WriteSpec write = keyed(given, table.id(), match.view());
        TableChanges changes = new TableChanges(write, table.id(), match.view());
        Optional<String> column = fault.column()
                .flatMap(table::column)
                .filter(found -> TableChanges.mayTakeDecimals(found, write))
                .map(Column::name)
                .filter(name -> fits(match, write, table.withDecimals(name), name));
        if (column.isEmpty()) {
            return Optional.empty();
        }
        changes.toDecimals(column.get(), catalog);
        TableDefinition changed =
                catalog.find(table.id()).orElseThrow(() -> absent(match.strategy(), write, table.id()));
        return Optional.of(bound(match.strategy(), write, changed));
    }

    private boolean fits(Match match, WriteSpec write, TableDefinition table, String column) {
        try {
            new TableBinder(match.strategy(), write, table, clocks, ignored)
                    .bind()
                    .row(match.view());
            return true;
        } catch (BadValue e) {
            return e.column().filter(column::equals).isEmpty();
        } catch (ConfigurationProblem e) {
            return false; // a literal that is not a decimal
        }
    }

    private TableBinding bound(TableStrategy strategy, WriteSpec write, TableDefinition definition) {
        BindingId bindingId = new BindingId(strategy.name(), definition.id(), write.namesOfRecord());
        TableBinding known = bindings.get(bindingId);
        if (known != null
                && (known.definition() == definition || known.definition().equals(definition))) {
            return known;
        }
        TableBinding bound = bind(strategy, write, definition);
        if (!write.namesOfRecord().isEmpty() && bindings.size() >= MAX_BINDINGS) {
            bindings.clear();
        }
        bindings.put(bindingId, bound);
        uniqueKeys.look(strategy.name(), bound);
        tableWarnings.look(definition, bound);
        return bound;
    }

    private static WriteSpec keyed(WriteSpec write, TableId id, RecordView view) {
        try {
            return TableDesigner.keyed(write, view);
        } catch (BadValue e) {
            throw e.in(id.toString());
        }
    }

    /** Whoever chooses the table's name by a capture, or its key columns, must not be able to stop the task with it. */
    private TableBinding bind(TableStrategy strategy, WriteSpec write, TableDefinition table) {
        try {
            if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
                TableBinder.lackOfTransactions(table).ifPresent(sentence -> {
                    throw new ConfigurationProblem(sentence);
                });
            }
            if (write.content().isPivoted()) {
                new TableBinder(strategy, write.ofAnyRecord(), table, clocks, ignored).bind();
                requirePivots(write, table);
            }
        } catch (ConfigurationProblem e) {
            throw misfit(strategy, write.ofAnyRecord(), table, e);
        }
        try {
            return new TableBinder(strategy, write, table, clocks, ignored).bind();
        } catch (ConfigurationProblem e) {
            throw misfit(strategy, write, table, e);
        }
    }

    private static RuntimeException misfit(
            TableStrategy strategy, WriteSpec write, TableDefinition table, ConfigurationProblem fault) {
        List<String> names = write.namesOfRecord();
        if (!names.isEmpty()) {
            boolean areOfKey = write.key().isOfRecord();
            return new BadValue("with the " + (areOfKey ? "key " : "column ") + String.join(", ", names)
                            + (areOfKey
                                    ? ", which are the fields of the record's key"
                                    : ", which the record's topic names")
                            + ", the strategy does not fit this table: " + fault.getMessage())
                    .in(table.id().toString());
        }
        if (write.target().table().captures().isEmpty()) {
            return new ConfigurationProblem("Strategy '" + strategy.name() + "' does not fit table '" + table.id()
                    + "': " + fault.getMessage());
        }
        return BadValue.ofTable(
                Optional.of(table.id().toString()),
                "the strategy does not fit this table, whose name was made from '"
                        + write.target().table() + "': " + fault.getMessage());
    }

    /** A topic may name what the table has for values, and not what tells its rows apart. */
    private static void requirePivots(WriteSpec write, TableDefinition table) {
        List<String> key = write.key().fields().isEmpty()
                ? table.primaryKey()
                : write.key().fields();
        boolean mayBeAdded = write.target().changes().contains(TableChange.EVOLVE);
        for (String name : write.namesOfRecord()) {
            Optional<Column> column = table.column(name);
            String fault = "";
            if (column.isEmpty() && !mayBeAdded) {
                fault = "the table has no column for it";
            } else if (ColumnName.isAmong(key, name)) {
                fault = "that is a key column";
            } else if (column.filter(c -> c.isGenerated() || c.isNumbered()).isPresent()) {
                fault = "the server fills that column";
            }
            if (!fault.isEmpty()) {
                throw new BadValue("the record's topic names the column " + Quoted.of(name) + ", and " + fault)
                        .in(table.id().toString());
            }
        }
    }

    /** @throws BadValue when the record makes no name of a table */
    static TableId tableId(RecordView view, WriteSpec write) {
        try {
            return write.target().table().render(view.record().topic(), view.captures());
        } catch (BadValue e) {
            throw BadValue.ofTable(Optional.empty(), e.getMessage());
        }
    }

    /** What to say of a table that is not there. */
    static RuntimeException absent(TableStrategy strategy, WriteSpec write, TableId id) {
        if (!write.target().table().isNamedByConfiguration()) {
            return BadValue.ofTable(
                    Optional.of(id.toString()),
                    "there is no such table; its name was made from '"
                            + write.target().table() + "'");
        }
        String columns = write.content().columns().isEmpty()
                ? ""
                : " (CREATE TABLE " + id.quoted() + " with the columns "
                        + write.content().columns().stream()
                                .map(MappedColumn::name)
                                .collect(Collectors.joining(", ")) + ")";
        return new ConfigurationProblem("Strategy '" + strategy.name() + "' writes to table '" + id
                + "', which does not exist; create it" + columns + " or correct the option 'table'");
    }
}
