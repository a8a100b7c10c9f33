// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the library does not send is our fault: it is told as that, and not taken for a lost line and tried forever. */
class RefusedByTheLibraryTest {
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void callsItAFaultOfThisConnector(ProtocolVersion version) throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            broker.serve(connection -> {
                connection.expectConnect();
                connection.acceptNewSession();
            });
            MqttLink link = link(broker.uri(), version);
            try {
                link.connect();

                List<String> illegal = List.of("a/#/b");
                assertThatThrownBy(() -> link.subscribe(illegal))
                        .isInstanceOfSatisfying(LinkException.class, RefusedByTheLibraryTest::assertOurs);
                assertThatThrownBy(() -> link.unsubscribe(illegal))
                        .isInstanceOfSatisfying(LinkException.class, RefusedByTheLibraryTest::assertOurs);
            } finally {
                link.close();
            }
        }
    }

    private static void assertOurs(LinkException failure) {
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageStartingWith("a fault of this connector");
    }

    private static MqttLink link(String uri, ProtocolVersion version) {
        Map<String, String> properties = RunningTask.properties(uri);
        properties.put("mqtt.protocol.version", version.number());
        properties.put("name", "ours");
        MqttSourceConfig config = MqttSourceConfig.parse(properties);
        MqttLink.Request request =
                new MqttLink.Request(1, uri, MqttLink.Start.RESUME, 20, version, Duration.ofMinutes(1));
        return new LinkSettings(config.connection(), config.subscription(), config.delivery())
                .create(request, new BrokerCheck.Indifferent(), () -> {});
    }
}
