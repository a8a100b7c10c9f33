// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.message.Attempt;
import io.mqttmysql.source.message.Rejection.Reason;
import io.mqttmysql.source.session.transport.PlaceholderTopics.Original;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketGuardTest {
    private static final int LARGEST = 268_435_455;
    private static final String PINGRESP = "d000";

    private final PlaceholderTopics placeholders = new PlaceholderTopics();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20020000", // CONNACK
                "900400010001", // SUBACK
                PINGRESP,
                "3005000148" + "5859", // PUBLISH, QoS 0
                "3207000148" + "0007" + "5859", // PUBLISH, QoS 1
                "3205000148" + "0007", // PUBLISH without a payload
            })
    void letsSoundPacketsThroughAsTheyAre(String packet) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(packet + packet);

        assertThat(guard(ProtocolVersion.MQTT_3_1_1, new ByteArrayInputStream(bytes))
                        .readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void readsAPacketThatComesByteByByte() throws IOException {
        byte[] bytes = HexFormat.of().parseHex("3209000148" + "0007" + "00" + "585960" + PINGRESP);
        InputStream drops = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };

        assertThat(guard(ProtocolVersion.MQTT_5, drops).readAllBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"MQTT_5, 14", "MQTT_3_1_1, 13"})
    void passesOverTheLargestPacketWithoutHoldingIt(ProtocolVersion version, int headBytes) throws IOException {
        byte[] head = HexFormat.of().parseHex("32ffffff7f" + "000148" + "0007");
        InputStream stream = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(head), new Zeros(LARGEST - 5L)),
                new ByteArrayInputStream(HexFormat.of().parseHex(PINGRESP)));
        PacketGuard guard = guard(version, stream);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        byte[] seen = guard.readAllBytes();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4_000_000);
        assertThat(seen.length).isBetween(1_000, 1_100); // signs of life, all within one packet
        assertThat(HexFormat.of().formatHex(seen)).startsWith("32").endsWith(PINGRESP);
        int topicLength = seen[4];
        String topic = new String(seen, 5, topicLength, StandardCharsets.US_ASCII);
        assertThat(Arrays.copyOfRange(seen, 5 + topicLength, 7 + topicLength)).containsExactly(0, 7);
        Original original = placeholders.reveal(topic);
        assertThat(original.topic()).isEqualTo("H");
        assertThat(original.rejection().reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(original.rejection().bytes()).isEqualTo(LARGEST + 5L);
    }

    @Test
    void isNotFooledByATopicThatLooksLikeAPlaceholder() throws IOException {
        String guess = "0123456789abcdef0123456789abcdef/0";

        assertThat(placeholders.reveal(guess)).isEqualTo(new Original(guess, null, Attempt.FIRST));
    }

    @Test
    void makesTopicsFitForALog() throws IOException {
        // "a\n\u202eb" and much more
        byte[] topic = ("a\n\u202eb" + "x".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        byte[] packet = new byte[2 + 1 + 2 + topic.length];
        packet[0] = 0x30;
        packet[1] = (byte) (0x80 | ((topic.length + 2) & 0x7F));
        packet[2] = (byte) ((topic.length + 2) >> 7);
        packet[3] = (byte) (topic.length >> 8);
        packet[4] = (byte) topic.length;
        System.arraycopy(topic, 0, packet, 5, topic.length);
        byte[] seen = guard(ProtocolVersion.MQTT_3_1_1, new ByteArrayInputStream(packet))
                .readAllBytes();

        String shown = new String(seen, 4, seen.length - 4, StandardCharsets.US_ASCII);
        assertThat(placeholders.reveal(shown).topic()).isEqualTo("a\uFFFD\uFFFDb" + "x".repeat(196) + "...");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00         | packet of type 0, which no broker may send",
                "e000       | packet of type 14, which no broker may send",
                "c000       | packet of type 12, which no broker may send",
                "9002ff     | ",
                "d0ffffff7f | announced a packet of type 13 with 268435455 bytes",
                "30ffffffff | without a length",
                "3003000548 | ends within its topic",
                "3000       | ends within its topic",
                "320300014 8| ends within its packet id",
            })
    void endsTheStreamWithTheReason(String garbage, String reason) {
        byte[] bytes = HexFormat.of().parseHex(garbage.replace(" ", "") + "00".repeat(garbage.endsWith("ff") ? 0 : 9));
        PacketGuard guard = guard(ProtocolVersion.MQTT_3_1_1, new ByteArrayInputStream(bytes));

        if (reason == null) {
            assertThatThrownBy(guard::readAllBytes).isInstanceOf(EOFException.class);
        } else {
            assertThatThrownBy(guard::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20060000" + "ffffff7f", // CONNACK
                "90060001" + "ffffff7f", // SUBACK
                "4007000100" + "ffffff7f", // PUBACK
                "e00500" + "ffffff7f", // DISCONNECT
            })
    void looksForPropertiesThatAPacketDoesNotHaveBeforeTheLibraryAllocatesThem(String packet) {
        PacketGuard guard = guard(
                ProtocolVersion.MQTT_5, new ByteArrayInputStream(HexFormat.of().parseHex(packet)));

        assertThatThrownBy(guard::readAllBytes).hasMessageContaining("with properties longer than itself");
    }

    @Test
    void asksTheLibraryWhatItCanRead() {
        GuardRules rules = new GuardRules(ProtocolVersion.MQTT_5, 1_000, 30, placeholders, packet -> {
            throw new IllegalArgumentException("Invalid UTF-8 char: [0007]");
        });
        PacketGuard guard =
                new PacketGuard(new ByteArrayInputStream(HexFormat.of().parseHex("20030000" + "00")), rules);

        assertThatThrownBy(guard::readAllBytes)
                .hasMessageContaining("packet of type 2 that cannot be read")
                .hasMessageContaining("Invalid UTF-8");
    }

    private PacketGuard guard(ProtocolVersion version, InputStream in) {
        return new PacketGuard(in, new GuardRules(version, 1_000_000, 30, placeholders, packet -> {}));
    }

    /** So many zeros, made as they are read. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
