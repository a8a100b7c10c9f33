// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnSinkSettingsTest {
    @Test
    void keepsWhatTheFileSaysOfStrategiesAndTellsWhatIsReplaced() {
        OwnSinkSettings own = OwnSinkSettings.of(Map.of(
                "name", "mine",
                "topics", "sensors",
                "connection.url", "jdbc:mysql://db/?password=geheim",
                "connection.user", "${env:MYSQL_USER}",
                "connection.ssl.mode", "REQUIRED",
                "table", "mine"));

        assertThat(own.settings())
                .containsEntry("table", "mine")
                .containsEntry("connection.ssl.mode", "REQUIRED")
                .containsEntry("topics", "home")
                .containsEntry("connection.url", "${env:MYSQL_URL}")
                .containsEntry("connector.class", "io.mqttmysql.sink.MySqlSinkConnector")
                .doesNotContainKey("name");
        assertThat(own.replaced()).containsExactly("connection.url", "topics=sensors by home", "name=mine (left out)");
    }
}
