// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.expression.Condition;
import io.mqttmysql.sink.expression.Element;
import io.mqttmysql.sink.expression.ElementsPath;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.strategy.Selection.Match;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that one strategy makes of one record: one, or with {@code rows} one for each element. Task thread. */
public final class StrategyRows {
    private final StrategyTables tables;
    private final PathWatch paths;
    private final FormWarnings forms = new FormWarnings();
    private final int maxRows;

    StrategyRows(List<TableStrategy> strategies, PayloadOptions options, DeliveryGuarantee guarantee) {
        this.tables = new StrategyTables(options.zone(), guarantee);
        this.paths = new PathWatch(strategies);
        this.maxRows = options.maxRows();
    }

    /** Any thread. */
    long pathsNeverFound() {
        return paths.neverFound();
    }

    /**
     * @param before how many rows the record has already
     * @throws BadValue when one of the rows cannot be made
     */
    List<Row> rows(Match match, WriteSpec write, int before, TableCatalog catalog) throws SQLException {
        forms.look(match.strategy(), match.view());
        List<RecordView> views = views(match, write);
        if (views.isEmpty()) {
            paths.look(match.strategy(), match.view());
            return List.of();
        }
        if (before + views.size() > maxRows) {
            throw new BadValue("the record makes " + (before + views.size()) + " rows and max.rows is " + maxRows);
        }
        List<Row> rows = new ArrayList<>(views.size());
        for (RecordView view : views) {
            Optional<TableBinding> table = tables.find(match.strategy(), write, view, catalog);
            if (table.isPresent()) {
                rows.add(row(new Match(match.strategy(), view), write, table.get(), catalog));
            }
            if (!write.isDeletion(view.record())) {
                paths.look(match.strategy(), view);
            }
        }
        return rows;
    }

    /** The record, or with {@code rows} the record at each element that {@code when} wants. */
    public static List<RecordView> views(Match match, WriteSpec write) {
        Optional<ElementsPath> rows = write.content().rows();
        if (rows.isEmpty() || write.isDeletion(match.view().record())) {
            return List.of(match.view());
        }
        Condition when = match.strategy().criteria().when();
        List<RecordView> views = new ArrayList<>();
        for (Element element : rows.get().elements(match.view().payload())) {
            RecordView view = match.view().withElement(element);
            if (when.holdsForElement(view)) {
                views.add(view);
            }
        }
        return views;
    }

    private Row row(Match match, WriteSpec write, TableBinding table, TableCatalog catalog) throws SQLException {
        TableBinding bound = table;
        while (true) {
            try {
                return bound.row(match.view());
            } catch (BadValue e) {
                Optional<TableBinding> widened = tables.widened(match, write, bound, e, catalog);
                bound = widened.orElseThrow(() -> ofElement(match.view(), e));
            }
        }
    }

    private static BadValue ofElement(RecordView view, BadValue fault) {
        return view.element()
                .map(element -> fault.because("in element "
                        + element.outer()
                                .map(outer -> Quoted.of(outer.key()) + ", ")
                                .orElse("") + Quoted.of(element.key())
                        + " of rows: " + fault.getMessage()))
                .orElse(fault);
    }
}
