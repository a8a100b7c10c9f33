// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.MqttBroker;
import io.mqttmysql.testing.OwnServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A minute of what {@code ./chaos} does for hours: the faults that need no minutes of their own. */
@OwnServers
@Order(4)
class ChaosIT {
    static final List<String> SHORT = List.of(
            "mysql",
            "mqtt",
            "connect",
            "kafka-restart",
            "kafka-kill",
            "letters",
            "records",
            "source",
            "sink",
            "leader",
            "partition");

    @ParameterizedTest
    @CsvSource({"EXACTLY_ONCE,5,11", "AT_LEAST_ONCE,3.1.1,12"})
    void nothingIsLostAndThePromiseHolds(Promise promise, String protocol, long seed) {
        assertProves(MqttBroker.Kind.HIVEMQ, promise, protocol, seed);
    }

    static void assertProves(MqttBroker.Kind broker, Promise promise, String protocol, long seed) {
        ChaosOptions options = new ChaosOptions(
                Duration.ofSeconds(40), seed, SHORT, promise, 200, new ChaosOptions.Mqtt(broker, protocol));

        assertThat(Chaos.proves(Path.of("").toAbsolutePath().getParent(), options, System.out))
                .as("the verdict, which stands in the output")
                .isTrue();
    }
}
