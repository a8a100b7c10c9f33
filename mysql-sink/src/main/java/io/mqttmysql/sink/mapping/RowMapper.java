// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.ConnectorFault;
import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.RecordMapper;
import io.mqttmysql.sink.row.SkipReason;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.strategy.Selection;
import io.mqttmysql.sink.strategy.Selection.Match;
import io.mqttmysql.sink.strategy.Selection.Taken;
import io.mqttmysql.sink.strategy.Selection.Unreadable;
import io.mqttmysql.sink.strategy.StrategySelector;
import io.mqttmysql.sink.strategy.TopicToMatch;
import io.mqttmysql.sink.strategy.UnmatchedPolicy;
import io.mqttmysql.sink.strategy.UnmatchedWarnings;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableRefused;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records to rows by the strategies. The record is the unit: if one strategy cannot make a row of it, none of its rows
 * is kept and it is reported once. Task thread.
 */
public final class RowMapper implements RecordMapper {
    /** In the place of a strategy's name, for records that none takes. */
    private static final String NO_STRATEGY = "none";

    /** Eclipse Sparkplug 3.0, §4.1: the namespace of its version B. */
    private static final String SPARKPLUG = "spBv1.0/";

    private static final String HOW_TO_READ_SPARKPLUG = ". Topics of spBv1.0 carry Sparkplug B, which the sink does not"
            + " read yet: let a Sparkplug client publish JSON, or store the bytes by column.<name>=payload";

    private static final Logger log = LoggerFactory.getLogger(RowMapper.class);

    private final StrategySelector selector;
    private final UnmatchedPolicy unmatched;
    private final JsonReader json;
    private final ZoneId zone;
    private final StrategyRows strategyRows;
    private final UnmatchedWarnings warnings = new UnmatchedWarnings();

    public RowMapper(StrategyOptions strategies, PayloadOptions payloads, DeliveryGuarantee guarantee) {
        this.selector = new StrategySelector(strategies.strategies());
        this.unmatched = strategies.unmatched();
        this.json = new JsonReader(payloads.maxDepth(), payloads.maxBytes());
        this.zone = payloads.zone();
        this.strategyRows = new StrategyRows(strategies.strategies(), payloads, guarantee);
    }

    /** Paths that the first records of their strategy never had. Any thread. */
    public long pathsNeverFound() {
        return strategyRows.pathsNeverFound();
    }

    @Override
    public MappedRecords map(Collection<SinkRecord> records, TableCatalog catalog, BooleanSupplier isOver)
            throws SQLException {
        MappedRecords mapped = new MappedRecords(new ArrayList<>(records.size()), new ArrayList<>(), new ArrayList<>());
        TableCatalog asked = new AskedTables(catalog);
        asked.expect(() -> named(records));
        boolean isFirst = true;
        for (SinkRecord record : records) {
            if (!isFirst && isOver.getAsBoolean()) {
                return new MappedRecords(mapped.rows(), mapped.failures(), mapped.skipped(), Optional.of(record));
            }
            map(record, asked, mapped).ifPresent(mapped.failures()::add);
            isFirst = false;
        }
        return mapped;
    }

    /** Tables that the records name; what is wrong with a record is told when it is mapped. */
    private Set<TableId> named(Collection<SinkRecord> records) {
        Set<TableId> ids = new LinkedHashSet<>();
        for (SinkRecord record : records) {
            try {
                if (selector.select(RecordView.of(record, TopicToMatch.of(record), json, zone))
                        instanceof Taken taken) {
                    taken.matches()
                            .forEach(match -> match.strategy()
                                    .write()
                                    .ifPresent(write -> ids.add(StrategyTables.tableId(match.view(), write))));
                }
            } catch (RuntimeException e) {
                log.trace("A record names no table: {}", e.toString());
            }
        }
        return ids;
    }

    /** Adds what becomes of the record, or adds nothing and says why it cannot be stored. */
    private Optional<RecordFailure> map(SinkRecord record, TableCatalog catalog, MappedRecords mapped)
            throws SQLException {
        String matchedTopic;
        try {
            matchedTopic = TopicToMatch.of(record);
        } catch (BadValue e) {
            return Optional.of(failure(record, ErrantReason.PAYLOAD, "of the header mqtt.topic: " + e.getMessage()));
        }
        Selection selection;
        try {
            selection = selector.select(RecordView.of(record, matchedTopic, json, zone));
        } catch (RuntimeException e) {
            return Optional.of(failure(record, ErrantReason.PAYLOAD, ConnectorFault.sentence(e)));
        }
        if (selection instanceof Unreadable unreadable) {
            return Optional.of(new RecordFailure(
                    record,
                    unreadable.strategy().name(),
                    Optional.empty(),
                    Optional.empty(),
                    "its 'when' cannot be answered: " + unreadable.reason()));
        }
        return selection instanceof Taken taken
                ? map(record, taken.matches(), catalog, mapped)
                : unmatched(record, matchedTopic, mapped);
    }

    private Optional<RecordFailure> map(
            SinkRecord record, List<Match> matches, TableCatalog catalog, MappedRecords mapped) throws SQLException {
        int rowsBefore = mapped.rows().size();
        int skippedBefore = mapped.skipped().size();
        for (Match match : matches) {
            String strategy = match.strategy().name();
            Optional<WriteSpec> write = match.strategy().write();
            if (write.isEmpty()) {
                mapped.skipped().add(new SkippedRecord(record, strategy, SkipReason.DISCARDED));
                continue;
            }
            try {
                int before = mapped.rows().size();
                mapped.rows().addAll(strategyRows.rows(match, write.get(), before - rowsBefore, catalog));
                if (mapped.rows().size() == before) {
                    mapped.skipped().add(new SkippedRecord(record, strategy, SkipReason.WITHOUT_ROWS));
                }
            } catch (ConfigurationProblem | TableRefused e) {
                throw e;
            } catch (RuntimeException e) {
                mapped.rows().subList(rowsBefore, mapped.rows().size()).clear();
                mapped.skipped().subList(skippedBefore, mapped.skipped().size()).clear();
                return Optional.of(failure(record, match, e));
            }
        }
        return Optional.empty();
    }

    private static RecordFailure failure(SinkRecord record, Match match, RuntimeException fault) {
        BadValue bad = fault instanceof BadValue value ? value : new BadValue(ConnectorFault.sentence(fault));
        ErrantReason kind = kind(match, bad);
        boolean isSparkplug =
                kind == ErrantReason.PAYLOAD && match.view().matchedTopic().startsWith(SPARKPLUG);
        return new RecordFailure(
                record,
                match.strategy().name(),
                bad.table(),
                bad.column(),
                kind,
                bad.getMessage() + (isSparkplug ? HOW_TO_READ_SPARKPLUG : ""));
    }

    private static ErrantReason kind(Match match, BadValue fault) {
        if (match.view().payload().isUnreadable()) {
            return ErrantReason.PAYLOAD;
        }
        if (fault.isAboutTable()) {
            return ErrantReason.TABLE;
        }
        return fault.column().isPresent() ? ErrantReason.VALUE : ErrantReason.PAYLOAD;
    }

    private Optional<RecordFailure> unmatched(SinkRecord record, String matchedTopic, MappedRecords mapped) {
        return switch (unmatched) {
            case SKIP -> {
                warnings.skipped(record.originalTopic(), matchedTopic);
                mapped.skipped().add(new SkippedRecord(record, NO_STRATEGY, SkipReason.UNMATCHED));
                yield Optional.empty();
            }
            case REPORT ->
                Optional.of(failure(
                        record,
                        ErrantReason.NO_STRATEGY,
                        "no strategy takes it, and strategies.unmatched is 'report'"));
            case FAIL ->
                throw new ConnectException("No strategy takes the record at "
                        + record.originalTopic() + "-" + record.originalKafkaPartition() + "@"
                        + record.originalKafkaOffset() + ", and strategies.unmatched is 'fail'; add a strategy with a "
                        + "match for it");
        };
    }

    private static RecordFailure failure(SinkRecord record, ErrantReason kind, String reason) {
        return new RecordFailure(record, NO_STRATEGY, Optional.empty(), Optional.empty(), kind, reason);
    }
}
