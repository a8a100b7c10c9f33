// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.row.TableInspector;
import io.mqttmysql.sink.strategy.TableChange;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares strategies with the tables that a server has, before any record comes: for the validation of a
 * configuration. Tables whose names records make are not looked at. Any thread.
 */
public final class StrategyCheck {
    private static final String TABLE = "table";

    private final List<TableStrategy> strategies;
    private final ZoneId zone;
    private final DeliveryGuarantee guarantee;

    public StrategyCheck(StrategyOptions strategies, PayloadOptions payloads, DeliveryGuarantee guarantee) {
        this.strategies = strategies.strategies();
        this.zone = payloads.zone();
        this.guarantee = guarantee;
    }

    /**
     * Something that keeps a strategy from writing.
     *
     * @param option of the strategy, the one to change
     */
    public record Misfit(String strategy, String option, String sentence) {}

    /** All there are, each as soon as it is found: the caller may not have the time for the rest. */
    public void look(TableInspector server, Consumer<Misfit> misfits) throws SQLException {
        for (TableStrategy strategy : strategies) {
            if (strategy.write()
                    .filter(write -> write.target().table().isFixed())
                    .isPresent()) {
                look(strategy, strategy.write().get(), server, misfits);
            }
        }
    }

    private void look(TableStrategy strategy, WriteSpec write, TableInspector server, Consumer<Misfit> misfits)
            throws SQLException {
        TableId id = write.target().table().render("", Map.of());
        Optional<TableDefinition> table = server.read(id);
        if (table.isPresent()) {
            lookAtTable(strategy, table.get(), server, misfits);
        } else if (write.target().changes().contains(TableChange.CREATE)) {
            server.refusalToCreate(id)
                    .ifPresent(sentence -> misfits.accept(new Misfit(strategy.name(), "auto.create", sentence)));
        } else {
            String sentence = StrategyTables.absent(strategy, write, id).getMessage()
                    + "; a table on which the user has no rights looks the same";
            misfits.accept(new Misfit(strategy.name(), TABLE, sentence));
        }
    }

    private void lookAtTable(
            TableStrategy strategy, TableDefinition table, TableInspector server, Consumer<Misfit> misfits)
            throws SQLException {
        String name = strategy.name();
        WriteSpec write = strategy.write().orElseThrow();
        TableBinder binder = new TableBinder(strategy, write, table, new LocalClocks(zone), new IgnoredFields());
        boolean isKeyKnown = !write.key().isOfRecord();
        List<TableBinder.Unfit> unfit = isKeyKnown ? binder.misfits() : List.of();
        unfit.forEach(misfit -> misfits.accept(new Misfit(
                name,
                misfit.option(),
                "strategy '" + name + "' does not fit table '" + table.id() + "': " + misfit.clause())));
        if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
            TableBinder.lackOfTransactions(table)
                    .ifPresent(sentence -> misfits.accept(new Misfit(name, TABLE, sentence)));
        }
        if (isKeyKnown && unfit.isEmpty()) {
            for (RowShape shape : binder.bind().wholeShapes()) {
                server.refusal(shape).ifPresent(sentence -> misfits.accept(new Misfit(name, TABLE, sentence)));
            }
        }
        if (write.target().changes().contains(TableChange.EVOLVE)) {
            server.refusalToWiden(table.id())
                    .ifPresent(sentence -> misfits.accept(new Misfit(name, "auto.evolve", sentence)));
        }
    }
}
