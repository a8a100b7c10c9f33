// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real worker shows over JMX of a sink that stored, reported as errant, discarded and lost a connection. */
@ExtendWith(StackExtension.class)
class SinkMetricsIT {
    private static final Map<String, String> STRATEGIES = Map.of(
            "strategies", "noise, climate",
            "strategy.noise.match", "Home/debug",
            "strategy.noise.discard", "true",
            "strategy.climate.match", "Home/{room}/climate",
            "strategy.climate.table", "climate",
            "strategy.climate.column.room", "{room}",
            "strategy.climate.column.t", "$.t");

    @Test
    void aWorkerShowsWhatBecameOfRecordsAndConnections(LocalStack stack) throws Exception {
        Database database = Database.on(stack.mysql(), "sink_metrics");
        database.run("CREATE TABLE climate (room VARCHAR(20), t DECIMAL(4,1))");
        try (RunningSink sink = RunningSink.start(stack, database, STRATEGIES)) {
            sink.send("Home/bath/climate", "{\"t\":1}", "{\"t\":2}", "{\"t\":\"warm\"}");
            sink.send("Home/debug", "x");
            sink.send("Garden", "y");
            await().until(() -> Long.valueOf(1).equals(sink.metrics().get("records-unmatched-total")));

            assertThat(sink.metrics("climate"))
                    .containsEntry("records-stored-total", 2L)
                    .containsEntry("rows-stored-total", 2L);
            assertThat((Long) sink.metrics("climate").get("bytes-stored-total")).isPositive();
            assertThat(sink.metrics("noise")).containsOnly(Map.entry("records-discarded-total", 1L));
            assertThat(sink.metrics())
                    .containsEntry("records-errant-value-total", 1L)
                    .containsEntry("connections-opened-total", 1L)
                    .containsEntry("pings-failed-total", 0L);
            assertThat(sink.metrics().get("last-error").toString())
                    .contains("strategy 'climate', table 'climate', column 't'");

            assertThat(database.killIdleConnections()).isPositive();
            sink.send("Home/bath/climate", "{\"t\":3}");
            await().until(() -> Long.valueOf(3).equals(sink.metrics("climate").get("rows-stored-total")));

            assertThat(sink.metrics())
                    .containsEntry("pings-failed-total", 1L)
                    .containsEntry("connections-opened-total", 2L)
                    .containsEntry("outages-total", 0L)
                    .containsEntry("transaction-rows-last", 1L);
            assertThat((Long) sink.metrics().get("transactions-total")).isGreaterThanOrEqualTo(2);
        }
    }
}
