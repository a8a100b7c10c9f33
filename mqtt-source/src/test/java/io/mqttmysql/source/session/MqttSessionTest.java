// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.delivery.Deliveries;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.testing.RunningTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MqttSessionTest {
    private final MqttSourceConfig config = MqttSourceConfig.parse(RunningTask.properties("tcp://broker:1883"));
    private final SourceCounters counters = new SourceCounters();
    private final Deliveries deliveries = new Deliveries("test", config.delivery(), counters);

    @Test
    void failsTheTaskWhenItsOwnThreadEnds() {
        MqttLink.Factory broken = (request, inbox, onLoss) -> {
            throw new NoClassDefFoundError("a jar that is not in the plugin");
        };
        try (MqttSession session =
                new MqttSession(config.connection(), config.delivery(), deliveries, counters, broken)) {
            session.start();

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(deliveries.failure())
                            .hasValueSatisfying(sentence -> assertThat(sentence)
                                    .contains("a jar that is not in the plugin")
                                    .contains("Restart the task")));
        }
    }
}
