// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.NamedValues;
import io.mqttmysql.source.config.ServerUri;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketHandshakeTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 Unauthorized | (HTTP 401); check mqtt.websocket.header.Authorization",
                "403 Forbidden | (HTTP 403); check mqtt.websocket.header.Authorization",
                "404 Not Found | (HTTP 404); check host and path in mqtt.server.uris",
                "302 Found | (HTTP 302); check host and path in mqtt.server.uris",
            })
    void takesTheseAnswersForANo(String status, String words) {
        assertThatThrownBy(() -> perform("HTTP/1.1 " + status + "\r\n\r\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 503 Service Unavailable\r\n\r\n",
                "HTTP/1.1 429 Too Many Requests\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nSec-WebSocket-Accept: of another request\r\n\r\n",
                "220 smtp.example.com\r\n\r\n",
                "HTTP/1.1 101 Switch",
                "",
            })
    void triesAgainAfterTheseAnswers(String answer) {
        assertThatThrownBy(() -> perform(answer))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RefusedException.class);
    }

    @Test
    void doesNotReadAnEndlessAnswer() {
        assertThatThrownBy(() -> perform("HTTP/1.1 101 Switching\r\n" + "X: y\r\n".repeat(10_000)))
                .hasMessageContaining("has no end");
    }

    /** The port that goes without saying is left out, as browsers do: proxies and signatures compare the text. */
    @ParameterizedTest
    @CsvSource({
        "ws://[::1]:8080, [::1]:8080",
        "ws://[::1], [::1]",
        "ws://broker.example:80, broker.example",
        "ws://broker.example:443, broker.example:443",
        "wss://broker.example, broker.example",
        "wss://broker.example:443, broker.example",
        "wss://broker.example:80, broker.example:80",
    })
    void namesTheHostAsTheAddressDoes(String uri, String host) {
        assertThatThrownBy(() -> perform(uri, "")).isInstanceOf(IOException.class);

        assertThat(sent.toString(StandardCharsets.US_ASCII))
                .startsWith("GET /mqtt HTTP/1.1\r\nHost: " + host + "\r\n")
                .endsWith("\r\n\r\n");
    }

    private void perform(String answer) throws IOException {
        perform("ws://[::1]:8080", answer);
    }

    private void perform(String uri, String answer) throws IOException {
        new WebSocketHandshake(ServerUri.of(uri), new NamedValues(new TreeMap<>()))
                .perform(new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)), sent);
    }
}
