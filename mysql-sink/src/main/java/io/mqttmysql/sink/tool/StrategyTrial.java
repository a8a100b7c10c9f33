// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.mapping.Cell;
import io.mqttmysql.sink.mapping.StrategyRows;
import io.mqttmysql.sink.mapping.StrategyTables;
import io.mqttmysql.sink.mapping.TableBinding;
import io.mqttmysql.sink.mapping.TableDesigner;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.strategy.AfterMatch;
import io.mqttmysql.sink.strategy.Selection.Match;
import io.mqttmysql.sink.strategy.StrategySelector;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.TopicToMatch;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.TableReader;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** What the strategies would make of one record, told strategy by strategy and column by column. For people. */
public final class StrategyTrial {
    /**
     * What one strategy says to the record.
     *
     * @param objection why it does not take it; empty where it does
     */
    public record Verdict(String strategy, Answer answer, Optional<String> objection, List<TriedRow> rows) {
        private static Verdict refusal(TableStrategy strategy, Answer answer, String objection) {
            return new Verdict(strategy.name(), answer, Optional.of(objection), List.of());
        }
    }

    /** What a strategy does with a record. */
    public enum Answer {
        TAKES,
        DISCARDS,
        REFUSES,
        /** Its {@code when} cannot look into the payload. */
        CANNOT_TELL
    }

    /**
     * One row, as far as it can be made.
     *
     * @param shape present where the row can be written
     * @param error what no column is to blame for
     */
    public record TriedRow(Optional<RowShape> shape, List<Cell> cells, Optional<String> error) {
        public boolean isWritten() {
            return shape.isPresent();
        }
    }

    private final StrategyOptions strategies;
    private final PayloadOptions payloads;
    private final Optional<TableReader> tables;

    /**
     * @param tables empty: every table is there as {@link TableDesigner} would make it
     */
    public StrategyTrial(StrategyOptions strategies, PayloadOptions payloads, Optional<TableReader> tables) {
        this.strategies = strategies;
        this.payloads = payloads;
        this.tables = tables;
    }

    /** One verdict a strategy, in their order. */
    public List<Verdict> of(SinkRecord record) {
        JsonReader json = new JsonReader(payloads.maxDepth(), payloads.maxBytes());
        RecordView view = RecordView.of(record, TopicToMatch.of(record), json, payloads.zone());
        List<Verdict> verdicts = new ArrayList<>();
        Optional<String> stopped = Optional.empty();
        for (TableStrategy strategy : strategies.strategies()) {
            Verdict verdict = stopped.isPresent()
                    ? Verdict.refusal(strategy, Answer.REFUSES, stopped.get())
                    : verdict(strategy, view);
            verdicts.add(verdict);
            if (verdict.objection().isEmpty() && strategy.afterMatch() == AfterMatch.STOP) {
                stopped = Optional.of(
                        "not asked, since '" + strategy.name() + "' took the record and does not say continue");
            }
        }
        return verdicts;
    }

    private Verdict verdict(TableStrategy strategy, RecordView view) {
        Optional<String> objection;
        try {
            objection = StrategySelector.objection(strategy, view);
        } catch (BadValue e) {
            return Verdict.refusal(strategy, Answer.CANNOT_TELL, "its 'when' cannot be answered: " + e.getMessage());
        }
        if (objection.isPresent()) {
            return Verdict.refusal(strategy, Answer.REFUSES, objection.get());
        }
        RecordView seen = strategy.seen(
                view, strategy.criteria().match(view.matchedTopic()).orElseThrow());
        Optional<List<TriedRow>> rows = strategy.write().map(write -> rows(new Match(strategy, seen), write));
        return new Verdict(
                strategy.name(),
                rows.isPresent() ? Answer.TAKES : Answer.DISCARDS,
                Optional.empty(),
                rows.orElse(List.of()));
    }

    private List<TriedRow> rows(Match match, WriteSpec write) {
        try {
            return StrategyRows.views(match, write).stream()
                    .map(view -> row(new Match(match.strategy(), view), write))
                    .toList();
        } catch (BadValue e) {
            return List.of(new TriedRow(Optional.empty(), List.of(), Optional.of(e.getMessage())));
        }
    }

    private TriedRow row(Match match, WriteSpec write) {
        List<Cell> cells = List.of();
        RecordView view = match.view();
        try {
            TableReader reader = tables.orElse(id -> Optional.of(
                    TableDesigner.design(write, id, Optional.of(view)).definition()));
            Optional<TableBinding> found = new StrategyTables(payloads.zone(), DeliveryGuarantee.AT_LEAST_ONCE)
                    .find(match.strategy(), write, view, new InMemoryTables(reader));
            if (found.isEmpty()) {
                return new TriedRow(Optional.empty(), List.of(), Optional.of("there is no table to delete from yet"));
            }
            TableBinding binding = found.get();
            cells = binding.cells(view);
            if (cells.stream().anyMatch(cell -> cell.error().isPresent())) {
                return new TriedRow(Optional.empty(), cells, Optional.empty());
            }
            return new TriedRow(Optional.of(binding.row(view).shape()), cells, Optional.empty());
        } catch (ConfigurationProblem | BadValue e) {
            return new TriedRow(Optional.empty(), cells, Optional.of(e.getMessage()));
        } catch (SQLException e) {
            throw new IllegalStateException("No server is asked here", e);
        }
    }
}
