// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.session.terms.BrokerTerms;
import io.mqttmysql.source.session.terms.BrokerTerms.Feature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnackTest {
    private static final String BARE = "2003000000";

    @ParameterizedTest
    @CsvSource({
        "20020000, " + BARE, // no properties at all
        BARE + ", " + BARE,
        "2003010000, 2003010000", // Session Present
        "2003008700, 2003008700", // refused
        "200800000527000000ff, " + BARE, // Maximum Packet Size
        "200700000428002a00, " + BARE, // no wildcards, no shared subscriptions
        "200600000313000a, 200600000313000a", // Server Keep Alive, shorter
        "2006000003130000, " + BARE, // none
        "200600000313001e, " + BARE, // as long as our own
        "200600000313ffff, " + BARE,
    })
    void showsTheLibraryFlagsAndCodeAndAShorterKeepAlive(String packet, String shown) throws IOException {
        assertThat(HexFormat.of().formatHex(guard(packet).readAllBytes())).isEqualTo(shown);
    }

    @Test
    void readsWhatTheBrokerGrants() throws IOException {
        try (PacketGuard guard =
                guard("2016000013" + "1100000e10" + "13000a" + "2700000064" + "2500" + "2800" + "2a00")) {
            guard.readAllBytes();

            BrokerTerms terms = guard.terms();
            assertThat(terms.expirySeconds()).isEqualTo(3_600);
            assertThat(terms.keepAliveSeconds()).isEqualTo(10);
            assertThat(terms.maxPacketBytes()).isEqualTo(100);
            assertThat(terms.missing()).containsExactlyInAnyOrder(Feature.values());
        }
    }

    @Test
    void takesAFeatureForGrantedThatTheBrokerNamesOrDoesNotName() throws IOException {
        try (PacketGuard guard = guard("20050000022801")) {
            guard.readAllBytes();

            assertThat(guard.terms().missing()).isEmpty();
            assertThat(guard.terms().expirySeconds()).isEqualTo(BrokerTerms.AS_ASKED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200100", // no code
                "20050000021100", // ends within a property
                "2005000002" + "7f00", // a property of no known kind
                "2007000004" + "28002800", // twice
                "2004000000" + "00", // longer than its properties
                "200800000512ffff4141", // a text longer than the packet
            })
    void endsOverWhatIsNoConnack(String packet) throws IOException {
        try (PacketGuard guard = guard(packet)) {
            assertThatThrownBy(guard::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the broker sent a");
        }
    }

    private static PacketGuard guard(String packet) {
        return new PacketGuard(
                new ByteArrayInputStream(HexFormat.of().parseHex(packet)),
                new GuardRules(
                        ProtocolVersion.MQTT_5,
                        1_000,
                        30,
                        new PlaceholderTopics(),
                        MqttWireMessage::createWireMessage));
    }
}
