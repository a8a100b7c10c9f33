// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.mapping.RowMapper;
import io.mqttmysql.sink.offset.OffsetJumps;
import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.write.LastError;
import io.mqttmysql.sink.write.OutageLog;
import io.mqttmysql.sink.write.RecordCounts;
import io.mqttmysql.sink.write.SinkCounters;
import io.mqttmysql.sink.write.TransactionCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task shows of itself in the worker's metrics. The names are a contract: docs/metrics.md has them all.
 *
 * <p>Gauges over the counters and nothing else: a sensor of {@link PluginMetrics} is shared by all plugins that give it
 * the same name (Kafka 4.3.1). Connect removes the metrics when the task ends.
 */
final class TaskMetrics {
    private static final Logger log = LoggerFactory.getLogger(TaskMetrics.class);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * One attribute.
     *
     * @param tags beside those of the task
     */
    record Metric(String name, String description, Map<String, String> tags, Supplier<?> value) {}

    private final List<Metric> all = new ArrayList<>();
    private final Deque<Metric> notShown;
    private final SinkTaskContext context;
    private final String task;
    private long retryFrom = System.nanoTime();

    /** @param task its name in the log */
    TaskMetrics(
            SinkCounters counters, RowMapper mapper, StrategyOptions strategies, SinkTaskContext context, String task) {
        this.context = context;
        this.task = task;
        strategies.writing().forEach(name -> ofStrategy(counters.records().of(name), Map.of("strategy", name)));
        strategies
                .discarding()
                .forEach(name -> add(
                        "records-discarded-total",
                        "Records that the strategy took to discard them",
                        Map.of("strategy", name),
                        counters.records().of(name).discarded()::sum));
        records(counters.records());
        add("paths-never-found", "Paths that the first records of their strategy never had", mapper::pathsNeverFound);
        transactions(counters.transactions());
        connections(counters.connections());
        outage(counters.outage());
        jumps(counters.jumps());
        lastError(counters.lastError());
        this.notShown = new ArrayDeque<>(all);
    }

    /**
     * At every delivery. Task thread. A task that Connect could not stop in time still has its metrics when the next
     * one starts, so what cannot be shown is tried again. Workers before 4.1 have no such metrics, and the task does
     * without.
     */
    void show() {
        if (notShown.isEmpty() || System.nanoTime() - retryFrom < 0) {
            return;
        }
        retryFrom = System.nanoTime() + RETRY_NANOS;
        try {
            PluginMetrics metrics = context.pluginMetrics();
            if (metrics == null) {
                doWithout();
            } else {
                register(metrics);
            }
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            doWithout();
        } catch (IllegalArgumentException | IllegalStateException e) {
            log.debug("{} - the metrics of the task before this one are still there", task, e);
        }
    }

    private void doWithout() {
        log.info("{} - this worker is older than Kafka 4.1 and shows no metrics of connectors", task);
        notShown.clear();
    }

    private void register(PluginMetrics metrics) {
        while (!notShown.isEmpty()) {
            Metric metric = notShown.peek();
            metrics.addMetric(
                    metrics.metricName(metric.name(), metric.description(), new LinkedHashMap<>(metric.tags())),
                    (Gauge<Object>) (config, now) -> metric.value().get());
            notShown.remove();
        }
    }

    /** What is shown, with what it says. */
    List<Metric> all() {
        return all;
    }

    private void ofStrategy(RecordCounts.OfStrategy counts, Map<String, String> tags) {
        add("records-stored-total", "Records of which rows are committed", tags, counts.records()::sum);
        add(
                "rows-stored-total",
                "Rows that are committed: deletions and updates that found none included",
                tags,
                counts.rows()::sum);
        add("bytes-stored-total", "Bytes of these rows, estimated from above", tags, counts.bytes()::sum);
        add("rows-unchanged-total", "Rows that changed.only left out", tags, counts.unchanged()::sum);
    }

    private void records(RecordCounts counts) {
        add("records-unmatched-total", "Records that no strategy took and that were skipped", counts.unmatched());
        add("records-without-rows-total", "Records that a strategy took and made no row of", counts.withoutRows());
        for (ErrantReason reason : ErrantReason.values()) {
            add(
                    "records-errant-" + word(reason) + "-total",
                    "Records that were reported as errant: " + reason.words(),
                    counts.errant(reason));
        }
        add("updates-ignored-total", "Rows to update that are not there", counts.ignoredUpdates());
        add(
                "rows-kept-out-total",
                "Rows of insert_if_absent that another unique index than their key kept out",
                counts.keptOut());
        add("replays-skipped-total", "Records, or rows to insert, that were stored already", counts.replays());
    }

    private void transactions(TransactionCounts counts) {
        add("transactions-total", "Transactions of deliveries that are committed", counts.committed());
        add("transaction-rows-last", "Rows of the last one", counts::lastRows);
        add("transaction-rows-max", "Rows of the largest one", counts::mostRows);
        add("transaction-ms-last", "Milliseconds that the last one took", counts::lastMillis);
        add("transaction-ms-max", "Milliseconds that the longest one took", counts::longestMillis);
        add("transaction-ms-total", "Milliseconds that all of them took", counts.totalMillis());
        for (FailureKind kind : FailureKind.values()) {
            add(
                    "transactions-failed-" + word(kind) + "-total",
                    "Attempts that came to nothing: " + kind.words(),
                    counts.failed(kind));
        }
        add(
                "possible-duplicates-total",
                "Records that were written again although an earlier COMMIT may have stored them",
                counts.possibleDuplicates());
    }

    private void connections(ConnectionCounts counts) {
        add("connections-opened-total", "New connections", counts.opened());
        add(
                "connections-discarded-total",
                "Times that a connection and all older ones were given up",
                counts.discarded());
        add("pings-failed-total", "Kept connections that did not answer a ping", counts.failedPings());
    }

    private void outage(OutageLog outage) {
        add("outages-total", "Times that nothing could be written", outage::count);
        add(
                "outage-seconds",
                "Seconds of the outage that lasts, 0 without one",
                () -> outage.length().toSeconds());
        add(
                "outage-seconds-total",
                "Seconds of all outages, the lasting one included",
                () -> outage.total().toSeconds());
    }

    private void jumps(OffsetJumps jumps) {
        add("offset-jumps-total", "Gaps of more than 100 offsets that were not delivered", jumps.jumps());
        add("offsets-jumped-total", "Offsets in these gaps", jumps.offsets());
    }

    private void lastError(LastError lastError) {
        add("last-error", "The newest outage or errant record in a sentence, empty without one", lastError::sentence);
        add("last-error-ms", "When it was, in milliseconds since 1970, 0 without one", lastError::atMillis);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void add(String name, String description, LongAdder counter) {
        add(name, description, counter::sum);
    }

    private void add(String name, String description, Supplier<?> value) {
        add(name, description, Map.of(), value);
    }

    private void add(String name, String description, Map<String, String> tags, Supplier<?> value) {
        all.add(new Metric(name, description, tags, value));
    }
}
