// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The reference in docs/ says what the connector declares. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration-mqtt-source.md");
    private static final String COMMAND =
            "mvn -pl mqtt-source test -Dtest=ConfigurationPageTest -Dconfiguration.write=true";

    @Test
    void isUpToDate() throws IOException {
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(PAGE, ConfigurationPage.text());
        }

        assertThat(Files.readString(PAGE))
                .as("%s is not what the connector declares; run this command to write it again: %s", PAGE, COMMAND)
                .isEqualTo(ConfigurationPage.text());
    }

    @Test
    void showsEveryKeyWithGroupOrderNameAndSentence() {
        assertThat(MqttSourceConfig.DEFINITION.configKeys().values()).allSatisfy(key -> {
            assertThat(key.group).isNotBlank();
            assertThat(key.orderInGroup).isPositive();
            assertThat(key.displayName).matches("[A-Z][a-z0-9 ]+");
            assertThat(key.documentation).endsWith(".").doesNotContain("\n").doesNotContain("  ");
        });
        assertThat(MqttSourceConfig.DEFINITION.groups())
                .isEqualTo(List.of("Broker", "Subscription", "Records", "Rejected messages", "Delivery", "Validation"));
        assertThat(MqttSourceConfig.DEFINITION.configKeys().get("mqtt.keep.alive.seconds"))
                .extracting((ConfigKey key) -> key.displayName)
                .isEqualTo("Keep alive seconds");
    }
}
