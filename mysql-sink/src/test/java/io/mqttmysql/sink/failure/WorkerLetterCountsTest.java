// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over Kafka's own reporter, as a worker registers its metrics. */
class WorkerLetterCountsTest {
    private static final String GROUP = "task-error-metrics";

    @ParameterizedTest
    @ValueSource(strings = {"letters-of-a-house", "with spaces, and: a comma=\"x\"*?"})
    void readsWhatTheWorkerCounts(String connector) {
        LetterCounts counts = new WorkerLetterCounts(connector, "2");
        assertThat(counts.now()).isEmpty();
        JmxReporter reporter = new JmxReporter();
        reporter.contextChange(new KafkaMetricsContext("kafka.connect"));
        try (Metrics metrics = new Metrics()) {
            metrics.addReporter(reporter);
            Sensor asked = sensor(metrics, connector, "deadletterqueue-produce-requests");
            Sensor failed = sensor(metrics, connector, "deadletterqueue-produce-failures");
            asked.record();
            asked.record();
            failed.record();

            assertThat(counts.now()).contains(new LetterCounts.Count(2, 1));
        }
        assertThat(counts.now()).isEmpty();
    }

    private static Sensor sensor(Metrics metrics, String connector, String name) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", connector);
        tags.put("task", "2");
        Sensor sensor = metrics.sensor(name);
        sensor.add(metrics.metricName(name, GROUP, "", tags), new CumulativeSum());
        return sensor;
    }
}
