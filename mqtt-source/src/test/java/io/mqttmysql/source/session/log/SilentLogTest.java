// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SilentLogTest {
    @Test
    void isTheLoggerOfBothClients() {
        SilentLog.install();

        assertThat(org.eclipse.paho.mqttv5.client.logging.LoggerFactory.getLogger(
                        org.eclipse.paho.mqttv5.client.logging.LoggerFactory.MQTT_CLIENT_MSG_CAT, "any"))
                .isInstanceOf(SilentLog.class);
        assertThat(org.eclipse.paho.client.mqttv3.logging.LoggerFactory.getLogger(
                        org.eclipse.paho.client.mqttv3.logging.LoggerFactory.MQTT_CLIENT_MSG_CAT, "any"))
                .isInstanceOf(SilentLog.class);
    }

    /** Another plugin of the same worker may use the same library, and want to read what it writes. */
    @Test
    void leavesTheLoggersOfTheJvmAlone() {
        SilentLog.install();

        assertThat(Logger.getLogger("org.eclipse.paho.mqttv5").getLevel()).isNull();
        assertThat(Logger.getLogger("org.eclipse.paho.client.mqttv3").getLevel())
                .isNull();
    }
}
