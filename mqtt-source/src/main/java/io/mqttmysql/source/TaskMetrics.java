// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.delivery.MessageBuffer;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.message.SourceCounters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task shows of itself in the worker's metrics. The names are a contract: docs/metrics.md has them all. What
 * concerns the link is of the task's own session; messages count whichever session of the task brought them.
 *
 * <p>Gauges over the counters and nothing else: a sensor of {@link PluginMetrics} is shared by all plugins that give it
 * the same name (Kafka 4.3.1). Connect removes the metrics when the task ends.
 */
final class TaskMetrics {
    private static final Logger log = LoggerFactory.getLogger(TaskMetrics.class);

    private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();

    /** One attribute. */
    record Metric(String name, String description, LongSupplier value) {}

    private final List<Metric> all = new ArrayList<>();
    private final Deque<Metric> notShown;
    private final SourceTaskContext context;
    private final String task;
    private long retryFrom = System.nanoTime();

    /** @param task its name in the log */
    TaskMetrics(TaskPipelines pipelines, SourceTaskContext context, String task) {
        this.context = context;
        this.task = task;
        link(pipelines);
        way(pipelines);
        redelivery(pipelines);
        losses(pipelines);
        this.notShown = new ArrayDeque<>(all);
    }

    /**
     * Task thread. At every poll. A task that Connect could not stop in time still has its metrics when the next one
     * starts, so what cannot be shown is tried again. Workers before 4.1 have no such metrics, and the task does
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
                    metrics.metricName(metric.name(), metric.description(), new LinkedHashMap<>()),
                    (Gauge<Long>) (config, now) -> metric.value().getAsLong());
            notShown.remove();
        }
    }

    /** What is shown, with what it says. */
    List<Metric> all() {
        return all;
    }

    private void link(TaskPipelines pipelines) {
        SourceCounters counters = pipelines.own().counters();
        add(
                "connected",
                "1 while the link to the broker is up and subscribed, else 0",
                () -> pipelines.own().isConnected() ? 1 : 0);
        add(
                "reconnects-total",
                "Connections after the first one",
                () -> Math.max(0, counters.connections().sum() - 1));
        add(
                "sessions-lost-total",
                "Connections at which the broker had forgotten the session",
                counters.sessionsLost());
        add(
                "session-expiry-seconds",
                "How long the broker keeps the session without a link, in s, as it said at the last connection; -1 before"
                        + " the first, and on MQTT 3.1.1, which has no words for it",
                counters.sessionExpiry()::get);
        add(
                "refused",
                "1 while the broker answers, but refuses the task or its subscriptions, else 0",
                () -> pipelines.own().isRefused() ? 1 : 0);
        add(
                "refusals-total",
                "Times that the broker refused the task, its subscriptions, or to go on",
                counters.refusals());
        add(
                "links-saturated-total",
                "Links that took nothing further because a bound was reached",
                counters.overruns());
        add(
                "left-sessions",
                "Abandoned sessions of tasks that no longer exist, which this task empties, or could not empty",
                pipelines::abandonedSessions);
    }

    private void way(TaskPipelines pipelines) {
        add(
                "messages-received-total",
                "Messages that the broker sent and that were accepted",
                () -> pipelines.total(SourceCounters::received));
        add(
                "bytes-received-total",
                "Payload bytes of the received messages",
                () -> pipelines.total(SourceCounters::receivedBytes));
        add("messages-waiting", "Messages that wait for Connect", () -> held(pipelines, MessageBuffer::waiting));
        add(
                "messages-in-flight",
                "QoS 1 messages that are not acknowledged to the broker",
                () -> held(pipelines, MessageBuffer::inFlight));
        add(
                "oldest-in-flight-age-ms",
                "Age of the oldest unacknowledged message, 0 without one",
                () -> pipelines
                        .buffers()
                        .mapToLong(buffer -> buffer.oldestAge().toMillis())
                        .max()
                        .orElse(0));
        add("records-polled-total", "Messages handed to Connect", () -> pipelines.total(SourceCounters::polled));
        add("records-stored-total", "Records that Kafka has", () -> pipelines.total(SourceCounters::completed));
        add(
                "messages-acknowledged-total",
                "Messages acknowledged to the broker",
                () -> pipelines.total(SourceCounters::acknowledged));
    }

    private void redelivery(TaskPipelines pipelines) {
        add(
                "acknowledgements-stale-total",
                "Messages that Kafka had only when their connection was gone: acknowledged if the broker sends them again",
                () -> pipelines.total(SourceCounters::stale));
        add(
                "messages-rehomed-total",
                "Messages that came again with a resumed session while they were held here: no second record",
                () -> pipelines.total(SourceCounters::rehomed));
        add(
                "messages-copies-total",
                "Messages that came again on the same link before they were acknowledged: no second record",
                () -> pipelines.total(SourceCounters::copies));
    }

    private static long held(TaskPipelines pipelines, ToIntFunction<MessageBuffer> what) {
        return pipelines.buffers().mapToInt(what).sum();
    }

    private void losses(TaskPipelines pipelines) {
        for (Rejection.Reason reason : Rejection.Reason.values()) {
            String name = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            add(
                    "messages-rejected-" + name + "-total",
                    "Rejected: " + reason.words(),
                    () -> pipelines.total(counters -> counters.rejected(reason)));
        }
        add(
                "records-dropped-by-connect-total",
                "Records that a transformation filtered, or that errors.tolerance=all gave up",
                () -> pipelines.total(SourceCounters::filtered));
        add(
                "messages-dropped-qos0-total",
                "QoS 0 messages for which there was no room",
                () -> pipelines.total(SourceCounters::droppedQos0));
        add(
                "messages-skipped-retained-total",
                "Left out because of mqtt.retained",
                () -> pipelines.total(SourceCounters::skippedRetained));
        add(
                "messages-skipped-empty-total",
                "Left out because of mqtt.empty.payload",
                () -> pipelines.total(SourceCounters::skippedEmpty));
        add(
                "messages-unwanted-total",
                "Came by an old subscription and match no topic filter",
                () -> pipelines.total(SourceCounters::unwanted));
    }

    private void add(String name, String description, LongAdder counter) {
        add(name, description, counter::sum);
    }

    private void add(String name, String description, LongSupplier value) {
        all.add(new Metric(name, description, value));
    }
}
