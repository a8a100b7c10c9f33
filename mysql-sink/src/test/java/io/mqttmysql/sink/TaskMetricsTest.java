// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.FakeSinkTaskContext;
import io.mqttmysql.sink.testing.Records;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;

/** What tasks show, on Kafka's own metrics; here without a server, what needs one is tested with MySQL. */
class TaskMetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void followTheRecordsOfEachTask() throws IOException {
        MySqlSinkTask first = task(0, context(0));
        MySqlSinkTask second = task(1, context(1));

        first.put(List.of(
                Records.mqtt("Home/debug", "x"),
                Records.mqtt("Home/debug", "y"),
                Records.mqtt("Garden", "z"),
                Records.mqtt("Home/climate", "not JSON")));
        second.put(List.of());

        assertThat(value(0, "records-discarded-total", "strategy", "noise")).isEqualTo(2L);
        assertThat(value(0, "records-stored-total", "strategy", "climate")).isEqualTo(0L);
        assertThat(value(0, "records-unmatched-total")).isEqualTo(1L);
        assertThat(value(0, "records-errant-payload-total")).isEqualTo(1L);
        assertThat(value(0, "last-error").toString())
                .startsWith("Record home-0@42 cannot be stored: strategy 'climate'");
        assertThat(value(1, "records-unmatched-total")).as("the other task's").isEqualTo(0L);
    }

    @Test
    void tellAnOutage() throws IOException {
        MySqlSinkTask task = task(0, context(0));

        task.put(List.of(Records.mqtt("Home/climate", "{\"t\":1}")));

        assertThat(value(0, "outages-total")).isEqualTo(1L);
        assertThat(value(0, "transactions-failed-connection-lost-total")).isEqualTo(1L);
        assertThat(value(0, "records-stored-total", "strategy", "climate")).isEqualTo(0L);
        assertThat((Long) value(0, "last-error-ms")).isPositive();
        await().until(() -> (Long) value(0, "outage-seconds") >= 1);
        assertThat((Long) value(0, "outage-seconds-total")).isPositive();
    }

    /** Connect could not stop it in time: its metrics are still there when the next one starts. */
    @Test
    void followWhenTheTaskBeforeIsGone() throws IOException {
        PluginMetricsImpl ofBefore = new PluginMetricsImpl(metrics, tags(0));
        MetricName name = ofBefore.metricName("records-unmatched-total", "", new LinkedHashMap<>());
        ofBefore.addMetric(name, (Gauge<Long>) (config, now) -> -1L);
        MySqlSinkTask task = task(0, context(0));
        task.put(List.of(Records.mqtt("Garden", "z")));
        assertThat(value(0, "records-unmatched-total")).isEqualTo(-1L);

        ofBefore.close();

        await().until(() -> {
            task.put(List.of());
            return metrics.metric(name) != null;
        });
        assertThat(value(0, "records-unmatched-total")).isEqualTo(1L);
    }

    /** Older than 4.1: the method or its type is not there. */
    @Test
    void areAbsentOnAnOldWorker() throws IOException {
        MySqlSinkTask task = task(0, new FakeSinkTaskContext());

        task.put(List.of(Records.mqtt("Garden", "z")));

        assertThat(metrics.metrics()).hasSize(1); // Kafka's own count
    }

    @Test
    void areDocumentedAndNothingElseIs() throws IOException {
        String page = Files.readString(Path.of("../docs/metrics.md"));
        String section = page.substring(page.indexOf("## MySQL sink"));
        task(0, context(0)).put(List.of());

        long documented = section.lines().filter(line -> line.startsWith("| `")).count();
        List<MetricName> shown = metrics.metrics().keySet().stream()
                .filter(name -> name.group().equals("plugins"))
                .toList();

        assertThat(shown)
                .hasSize((int) documented)
                .allSatisfy(
                        name -> assertThat(section).contains("| `" + name.name() + "` | " + name.description() + " |"));
    }

    private MySqlSinkTask task(int index, FakeSinkTaskContext context) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "name", "house",
                "task.index", Integer.toString(index),
                "connection.url", "jdbc:mysql://127.0.0.1:" + closedPort() + "/home",
                "connection.timeout.ms", "250",
                "errors.tolerance", "all",
                "errors.log.enable", "true",
                "strategies", "noise,climate"));
        settings.put("strategy.noise.match", "Home/debug");
        settings.put("strategy.noise.discard", "true");
        settings.put("strategy.climate.match", "Home/climate");
        settings.put("strategy.climate.when", "$.t");
        settings.put("strategy.climate.table", "climate");
        settings.put("strategy.climate.column.t", "$.t");
        MySqlSinkTask task = new MySqlSinkTask();
        task.initialize(context);
        task.start(settings);
        return task;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private FakeSinkTaskContext context(int index) {
        ErrantRecordReporter log = (record, error) -> CompletableFuture.completedFuture(null);
        FakeSinkTaskContext context = new FakeSinkTaskContext();
        context.reporter(log);
        context.metrics(new PluginMetricsImpl(metrics, tags(index)));
        return context;
    }

    private Object value(int task, String name, String... tag) {
        Map<String, String> tags = tags(task);
        for (int i = 0; i < tag.length; i += 2) {
            tags.put(tag[i], tag[i + 1]);
        }
        KafkaMetric metric = metrics.metric(metrics.metricName(name, "plugins", tags));
        return metric.metricValue();
    }

    private static Map<String, String> tags(int task) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", "house");
        tags.put("task", Integer.toString(task));
        return tags;
    }
}
