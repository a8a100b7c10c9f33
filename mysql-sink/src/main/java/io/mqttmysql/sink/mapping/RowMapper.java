// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.expression.BadValue;
import io.mqttmysql.sink.expression.JsonReader;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.RecordMapper;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.strategy.MatchedTopic;
import io.mqttmysql.sink.strategy.Selected;
import io.mqttmysql.sink.strategy.Selection;
import io.mqttmysql.sink.strategy.StrategyCounts;
import io.mqttmysql.sink.strategy.StrategySelector;
import io.mqttmysql.sink.strategy.TableWrite;
import io.mqttmysql.sink.strategy.UnmatchedPolicy;
import io.mqttmysql.sink.strategy.UnmatchedWarnings;
import io.mqttmysql.sink.strategy.Unreadable;
import io.mqttmysql.sink.table.TableCatalog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Records to rows by the strategies. The record is the unit: if one strategy cannot make a row of it, none of its rows is
 * kept and it is reported once. Task thread only.
 */
public final class RowMapper implements RecordMapper {
    /** In the place of a strategy's name, for records that none takes. */
    private static final String NO_STRATEGY = "none";

    private final StrategySelector selector;
    private final UnmatchedPolicy unmatched;
    private final JsonReader json;
    private final StrategyRows strategyRows;
    private final UnmatchedWarnings warnings = new UnmatchedWarnings();

    public RowMapper(StrategyOptions strategies, PayloadOptions payloads) {
        this.selector = new StrategySelector(strategies.strategies());
        this.unmatched = strategies.unmatched();
        this.json = new JsonReader(payloads.maxDepth(), payloads.maxBytes());
        this.strategyRows = new StrategyRows(strategies.strategies(), payloads, selector.counts());
    }

    /** Readable by any thread. */
    public StrategyCounts counts() {
        return selector.counts();
    }

    @Override
    public MappedRecords map(Collection<SinkRecord> records, TableCatalog catalog) throws SQLException {
        List<Row> rows = new ArrayList<>(records.size());
        List<RecordFailure> failures = new ArrayList<>();
        for (SinkRecord record : records) {
            map(record, catalog, rows).ifPresent(failures::add);
        }
        return new MappedRecords(rows, failures);
    }

    /** Adds the record's rows, or adds none and says why. */
    private Optional<RecordFailure> map(SinkRecord record, TableCatalog catalog, List<Row> rows) throws SQLException {
        String matchedTopic;
        try {
            matchedTopic = MatchedTopic.of(record);
        } catch (BadValue e) {
            return Optional.of(failure(record, "of the header mqtt.topic: " + e.getMessage()));
        }
        Selected selected = selector.select(RecordView.of(record, matchedTopic, json));
        if (selected.unreadable().isPresent()) {
            Unreadable unreadable = selected.unreadable().get();
            return Optional.of(new RecordFailure(
                    record,
                    unreadable.strategy().name(),
                    Optional.empty(),
                    Optional.empty(),
                    "its 'when' cannot be answered: " + unreadable.reason()));
        }
        return selected.selections().isEmpty()
                ? unmatched(record, matchedTopic)
                : map(record, selected.selections(), catalog, rows);
    }

    private Optional<RecordFailure> map(
            SinkRecord record, List<Selection> selections, TableCatalog catalog, List<Row> rows) throws SQLException {
        int before = rows.size();
        for (Selection selection : selections) {
            Optional<TableWrite> write = selection.strategy().write();
            if (write.isEmpty()) {
                continue;
            }
            try {
                rows.addAll(strategyRows.rows(selection, write.get(), rows.size() - before, catalog));
            } catch (UnfitRow e) {
                rows.subList(before, rows.size()).clear();
                return Optional.of(
                        new RecordFailure(record, selection.strategy().name(), e.table(), e.column(), e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private Optional<RecordFailure> unmatched(SinkRecord record, String matchedTopic) {
        return switch (unmatched) {
            case SKIP -> {
                warnings.skipped(record.originalTopic(), matchedTopic);
                yield Optional.empty();
            }
            case REPORT -> Optional.of(failure(record, "no strategy takes it, and strategies.unmatched is 'report'"));
            case FAIL ->
                throw new ConnectException("No strategy takes the record at "
                        + record.originalTopic() + "-" + record.originalKafkaPartition() + "@"
                        + record.originalKafkaOffset() + ", and strategies.unmatched is 'fail'; add a strategy with a "
                        + "match for it");
        };
    }

    private static RecordFailure failure(SinkRecord record, String reason) {
        return new RecordFailure(record, NO_STRATEGY, Optional.empty(), Optional.empty(), reason);
    }
}
