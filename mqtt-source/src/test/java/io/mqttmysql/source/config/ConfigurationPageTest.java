// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.page.ConfigurationPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The reference in docs/ says what the connector declares. */
class ConfigurationPageTest {
    private static final String HEAD = """
            # Configuration of the MQTT source

            Written from the connector's own declaration; do not edit. How routes, keys and guarantees work is told in
            [mqtt-source.md](mqtt-source.md). Secrets belong into the worker's environment or files and are referred to as
            `${env:NAME}` or `${file:/path:key}`: Connect's REST interface shows everything else to everybody.
            """;

    private static final Path PAGE = Path.of("..", "docs", "configuration-mqtt-source.md");
    private static final String COMMAND = "mvn -pl mqtt-source -am test -Dtest=ConfigurationPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dconfiguration.write=true";

    @Test
    void isUpToDate() throws IOException {
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(PAGE, page().text());
        }

        assertThat(Files.readString(PAGE))
                .as("%s is not what the connector declares; run this command to write it again: %s", PAGE, COMMAND)
                .isEqualTo(page().text());
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

    private static ConfigurationPage page() {
        return new ConfigurationPage(HEAD, MqttSourceConfig.DEFINITION)
                .with("Routes", Route.define(new ConfigDef(), "<name>"))
                .with("Names of your own", NamedValues.describe(new ConfigDef()));
    }
}
