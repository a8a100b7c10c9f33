// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.MqttBroker;
import io.mqttmysql.testing.OwnServers;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same with Debian's mosquitto. */
@OwnServers
@Order(4)
class ChaosDebianIT {
    @ParameterizedTest
    @CsvSource({"EXACTLY_ONCE,3.1.1,13", "AT_LEAST_ONCE,5,14"})
    void nothingIsLostAndThePromiseHolds(Promise promise, String protocol, long seed) {
        ChaosIT.assertProves(MqttBroker.Kind.MOSQUITTO, promise, protocol, seed);
    }
}
