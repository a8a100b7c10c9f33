// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What CONNECT says of who the task is (MQTT 5 section 3.1.3.5 and 3.1.3.6). */
class LoginTest {
    /** Brokers that take a token for a user name compare what they get: an empty password is a password. */
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void sendsAUserNameOnlyWhereThePasswordIsLeftEmpty(ProtocolVersion version) {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task =
                        RunningTask.start(version, broker.uri(), "mqtt.username", "token", "mqtt.password", "")) {
            assertThat(broker.nextConnection().expectConnect().login())
                    .as(task.clientId())
                    .isEqualTo(new ConnectPacket.Login("token", null));
        }
    }

    @Test
    void sendsAPasswordOnlyWhereNobodyNamesAUser() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.password", "token")) {
            assertThat(broker.nextConnection().expectConnect().login())
                    .as(task.clientId())
                    .isEqualTo(new ConnectPacket.Login(null, "token"));
        }
    }
}
