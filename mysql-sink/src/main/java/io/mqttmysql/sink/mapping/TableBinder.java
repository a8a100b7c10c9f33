// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.LocalTimes;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableChange;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings a strategy and a table together, or says why they do not fit. */
final class TableBinder {
    private final TableStrategy strategy;
    private final WriteSpec write;
    private final TableDefinition table;
    private final LocalClocks clocks;
    private final IgnoredFields ignored;

    TableBinder(
            TableStrategy strategy, WriteSpec write, TableDefinition table, LocalClocks clocks, IgnoredFields ignored) {
        this.strategy = strategy;
        this.write = write;
        this.table = table;
        this.clocks = clocks;
        this.ignored = ignored;
    }

    /**
     * A reason why the strategy cannot write to the table.
     *
     * @param option of the strategy, the one to change
     * @param clause says why
     */
    record Unfit(String option, String clause) {}

    /**
     * @throws ConfigurationProblem when the strategy cannot write to the table; the message is one clause that says why
     */
    TableBinding bind() {
        misfits().stream().findFirst().ifPresent(misfit -> {
            throw new ConfigurationProblem(misfit.clause());
        });
        BoundColumns bound = bound();
        return new TableBinding(strategy.name(), write, table, bound, new KeyColumns(write, table, bound).names());
    }

    /** What keeps exactly_once from a table whose engine has no transactions. */
    static Optional<String> lackOfTransactions(TableDefinition table) {
        return table.traits().isTransactional()
                ? Optional.empty()
                : Optional.of("table '" + table.id() + "' has the engine "
                        + table.traits().engine().orElse("of a view")
                        + ", which keeps rows of a transaction that is rolled back; delivery.guarantee=exactly_once"
                        + " needs ALTER TABLE " + table.id().quoted() + " ENGINE = InnoDB");
    }

    /** All reasons; the first is the plainest. */
    List<Unfit> misfits() {
        List<Unfit> misfits = new ArrayList<>();
        List<MappedColumn> absent = mayAddColumns() ? List.of() : absent();
        for (MappedColumn column : absent) {
            misfits.add(new Unfit(
                    write.key().mode().isPresent() ? "pk.fields" : "column." + column.name(),
                    "it has no column '" + column.name() + "'"
                            + Suggestion.sentence(column.name(), namesOf(table.columns()))));
        }
        misfits.addAll(generated());
        misfits.addAll(unfilled(bound().columns()));
        boolean lacksKey = absent.stream()
                .anyMatch(column -> ColumnName.isAmong(write.key().fields(), column.name()));
        if (!lacksKey) {
            misfits.addAll(aboutKey());
        }
        misfits.addAll(aboutChanges());
        return misfits;
    }

    private List<Unfit> aboutChanges() {
        List<String> key = write.key().fields().isEmpty()
                ? table.primaryKey()
                : write.key().fields();
        BoundChanges changes = new BoundChanges(write, table, bound(), key);
        List<Unfit> misfits = new ArrayList<>();
        for (Column column : changes.withoutNumbers()) {
            misfits.add(new Unfit(
                    "changed.deadband." + column.name(),
                    "its column '" + column.name() + "' (" + column.declaration()
                            + ") holds no numbers, and changed.deadband." + column.name()
                            + " is a number; remove it, write any, so that the column does not count, or take one of the"
                            + " top level back by an empty value of the strategy's own"));
        }
        changes.oneRowOnly()
                .ifPresent(index -> misfits.add(new Unfit(
                        "changed.only",
                        "its index '" + index.name() + "' " + index + " has one row for each key of changed.only, and"
                                + " insert.mode=insert adds one for each change; take upsert, name other columns in"
                                + " pk.fields, or drop the index")));
        boolean mayTakeMore = write.content().fields().isPresent() && mayAddColumns();
        if (changes.isOfNothing() && mayCountLater().isEmpty() && !mayTakeMore) {
            misfits.add(new Unfit(
                    "changed.only",
                    "no column but those of its key can change, so that changed.only would write one row for each key;"
                            + " map another one, or set changed.heartbeat.ms"));
        }
        return misfits;
    }

    /** Columns that come with a record or with a change of the table. */
    private List<MappedColumn> mayCountLater() {
        return write.content().isPivoted()
                ? absent()
                : Stream.concat(absent().stream(), write.content().pivots().stream())
                        .toList();
    }

    /** A key column is NOT NULL: one that a record made up would keep all others out. */
    private boolean mayAddColumns() {
        return write.target().changes().contains(TableChange.EVOLVE)
                && !write.key().isOfRecord();
    }

    private BoundColumns bound() {
        List<ColumnBinding> mapped = new ArrayList<>();
        for (MappedColumn wanted : write.content().columns()) {
            LocalTimes said = wanted.expression().steps().localTimes();
            table.column(wanted.name())
                    .ifPresent(column -> mapped.add(new ColumnBinding(wanted, column, write, clock(column, said))));
        }
        return new BoundColumns(mapped, fields(mapped), absent());
    }

    private List<MappedColumn> absent() {
        return write.content().columns().stream()
                .filter(wanted -> table.column(wanted.name()).isEmpty())
                .toList();
    }

    private Optional<FieldBindings> fields(List<ColumnBinding> mapped) {
        if (write.content().fields().isEmpty()) {
            return Optional.empty();
        }
        List<Column> taken = mapped.stream().map(ColumnBinding::column).toList();
        return Optional.of(new FieldBindings(
                write,
                table,
                taken,
                column -> clock(column, LocalTimes.UNSAID),
                field -> ignored.ignored(strategy.name(), table.id(), field)));
    }

    private LocalClock clock(Column column, LocalTimes said) {
        return clocks.of(strategy.name(), column.name(), said);
    }

    private List<Unfit> generated() {
        return bound().mapped().stream()
                .map(binding -> binding.column())
                .filter(Column::isGenerated)
                .map(column -> new Unfit(
                        write.key().mode().isPresent() ? "pk.fields" : "column." + column.name(),
                        "its column '" + column.name() + "' is generated: the server computes it and takes no value"
                                + " for it; do not map it, or make it an ordinary column"))
                .toList();
    }

    /** An update of rows that are there may leave out what it likes. */
    private List<Unfit> unfilled(List<Column> mapped) {
        boolean mayBeNamedByRecord =
                !write.content().pivots().isEmpty() && !write.content().isPivoted();
        if (write.rules().mode() == InsertMode.UPDATE || mayBeNamedByRecord) {
            return List.of();
        }
        return table.columns().stream()
                .filter(column -> !column.isFilledByServer() && !mapped.contains(column))
                .map(column -> new Unfit(
                        "table",
                        "its column '" + column.name()
                                + "' is NOT NULL without a default and the strategy does not map it; add column."
                                + column.name() + ", give the column a default, or, where a trigger fills it, grant"
                                + " TRIGGER on the table, without which it cannot be seen"))
                .toList();
    }

    private List<Unfit> aboutKey() {
        try {
            new KeyColumns(write, table, bound()).names();
            return List.of();
        } catch (ConfigurationProblem e) {
            return List.of(new Unfit("pk.fields", e.getMessage()));
        }
    }

    private static List<String> namesOf(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.toList());
    }
}
