// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketStreamsTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final WebSocketOutput out = new WebSocketOutput(sent);

    @Test
    void joinsFramesAndAnswersPings() throws IOException {
        WebSocketInput in = input("0202aabb" + "8901 78" + "8001cc" + "8a00" + "827e0001dd" + "827f0000000000000001ee");

        assertThat(in.readAllBytes()).isEqualTo(HexFormat.of().parseHex("aabbccddee"));
        assertThat(unmasked(sent.toByteArray(), 2)).containsExactly('x');
        assertThat(sent.toByteArray()[0] & 0xFF).isEqualTo(0x8A);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8802 03e8      | the server closed the WebSocket (1000)",
                "8806 03f1 61620a63 | (1009) ab\uFFFDc",
                "8800           | the server closed the WebSocket",
                "8101 41        | not binary (1)",
                "c201 41        | a server must not send",
                "8281 00000000 41 | a server must not send",
                "897e 0080      | control frame that is too long",
                "827f ffffffffffffffff | negative length",
            })
    void endsWithTheReason(String frames, String reason) {
        assertThatThrownBy(() -> input(frames).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"82", "8205aa", "827e00", "8902 61"})
    void knowsAnEndWithinAFrame(String frames) {
        assertThatThrownBy(() -> input(frames).readAllBytes()).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
    void sendsWhatWasWrittenAsOneMaskedFrame(int length, int headBytes) throws IOException {
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 'm');
        out.write(message, 0, length - 1);
        out.write('m');
        assertThat(sent.size()).isZero();

        out.flush();
        out.flush(); // nothing more

        byte[] frame = sent.toByteArray();
        assertThat(frame).hasSize(headBytes + 4 + length);
        assertThat(frame[0] & 0xFF).isEqualTo(0x82);
        assertThat(frame[1] & 0x80).isEqualTo(0x80);
        assertThat(unmasked(frame, headBytes)).isEqualTo(message);
    }

    private static byte[] unmasked(byte[] frame, int headBytes) {
        byte[] payload = Arrays.copyOfRange(frame, headBytes + 4, frame.length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= frame[headBytes + i % 4];
        }
        return payload;
    }

    private WebSocketInput input(String frames) {
        byte[] bytes = HexFormat.of().parseHex(frames.replace(" ", ""));
        return new WebSocketInput(new ByteArrayInputStream(bytes), out);
    }
}
