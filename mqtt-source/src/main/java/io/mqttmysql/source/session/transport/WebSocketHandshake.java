// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.source.config.NamedValues;
import io.mqttmysql.source.config.ServerUri;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Asks an HTTP server for a WebSocket that carries MQTT (RFC 6455 section 4.1, MQTT 5 section 6). */
final class WebSocketHandshake {
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String SUBPROTOCOL = "mqtt";
    private static final int MAX_ANSWER_BYTES = 16 * 1024;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final ServerUri server;
    private final NamedValues headers;
    private final String key;

    WebSocketHandshake(ServerUri server, NamedValues headers) {
        this.server = server;
        this.headers = headers;
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    void perform(InputStream in, OutputStream out) throws IOException {
        out.write(request().getBytes(StandardCharsets.UTF_8));
        out.flush();
        check(answer(in));
    }

    private String request() {
        StringBuilder request = new StringBuilder("GET " + server.path() + " HTTP/1.1\r\n")
                .append("Host: " + server.authority() + "\r\n")
                .append("Upgrade: websocket\r\nConnection: Upgrade\r\n")
                .append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: " + SUBPROTOCOL + "\r\n")
                .append("Sec-WebSocket-Key: " + key + "\r\n");
        headers.values()
                .forEach((name, value) ->
                        request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("\r\n").toString();
    }

    /** Reads up to the empty line, and not one byte more: what follows is MQTT. */
    private String[] answer(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int lineLength = 0;
        for (int next = in.read(); ; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection instead of making a WebSocket");
            }
            if (head.size() >= MAX_ANSWER_BYTES) {
                throw new IOException("the server's answer to the WebSocket request has no end");
            }
            head.write(next);
            if (next == '\n' && lineLength == 0) {
                return head.toString(StandardCharsets.ISO_8859_1).split("\r?\n");
            }
            if (next != '\r') {
                lineLength = next == '\n' ? 0 : lineLength + 1;
            }
        }
    }

    private void check(String[] lines) throws IOException {
        int status = status(lines[0]);
        if (status != SWITCHING_PROTOCOLS) {
            throw refusal(status);
        }
        Map<String, String> answers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            answers.put(header[0].strip().toLowerCase(Locale.ROOT), header.length == 2 ? header[1].strip() : "");
        }
        if (!accept().equals(answers.get("sec-websocket-accept"))) {
            throw new IOException("the server's answer to the WebSocket request is not for this request");
        }
        String subprotocol = answers.getOrDefault("sec-websocket-protocol", SUBPROTOCOL);
        if (!SUBPROTOCOL.equalsIgnoreCase(subprotocol)) {
            throw new RefusedException("the server makes a WebSocket for something else than MQTT; check the path in"
                    + " mqtt.server.uris");
        }
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        boolean isHttp = parts.length >= 2 && parts[0].startsWith("HTTP/") && parts[1].matches("[0-9]{3}");
        if (!isHttp) {
            throw new IOException("the server does not answer in HTTP, as a WebSocket needs");
        }
        return Integer.parseInt(parts[1]);
    }

    private static IOException refusal(int status) {
        String answer = "the server made no WebSocket (HTTP " + status + ")";
        if (status == 401 || status == 403) {
            return new RefusedException(answer + "; check mqtt.websocket.header.Authorization");
        }
        boolean isPassing = status >= 500 || status == 408 || status == 429;
        return isPassing
                ? new IOException(answer)
                : new RefusedException(answer + "; check host and path in mqtt.server.uris");
    }

    private String accept() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
