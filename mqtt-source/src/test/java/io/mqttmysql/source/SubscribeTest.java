// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the broker is asked for, on the wire (MQTT 5 section 3.8.3). */
class SubscribeTest {
    /** Packet id, length of the properties, length of the filter. */
    private static final int BEFORE_FILTER = 2 + 1 + 2;

    @ParameterizedTest
    @CsvSource({
        "mqtt.retained, new_subscription_only, Home/#, 1, 1",
        "mqtt.retained, deliver, Home/#, 1, 0",
        "mqtt.retained, ignore, Home/#, 1, 2",
        "mqtt.qos, 0, Home/#, 0, 1",
        "mqtt.shared.group, plant, $share/plant/Home/#, 1, 1",
    })
    void asksForWhatWasConfigured(String key, String value, String filter, int qos, int retainHandling) {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), key, value)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();

            byte[] body = connection.answerSubscribe(qos).body();
            task.awaitConnections(1);

            byte[] asked = Arrays.copyOfRange(body, BEFORE_FILTER, body.length - 1);
            int options = body[body.length - 1];
            assertThat(new String(asked, StandardCharsets.UTF_8)).isEqualTo(filter);
            assertThat(options & 0b11).isEqualTo(qos);
            assertThat(options >> 4).isEqualTo(retainHandling);
            assertThat(options & 0b100)
                    .as("no local, which a shared subscription must not ask for")
                    .isZero();
        }
    }
}
