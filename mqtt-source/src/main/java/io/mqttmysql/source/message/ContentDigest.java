// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import io.mqttmysql.source.message.MessageProperties.UserProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A digest (SHA-256) of what a sender said: topic, payload and the properties that a broker may not alter. It stands
 * for the message when its payload is in Kafka and no longer here. What may differ from one attempt to the next, the
 * duplicate flag and the time that is left to live, is not part of it.
 *
 * <p>Paho's callback thread; one for each link.
 */
public final class ContentDigest {
    private static final int ABSENT = -1;

    private final MessageDigest sha256;

    public ContentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Of a message that can be handed to Kafka. */
    public byte[] of(String topic, byte[] payload, MessageProperties properties) {
        add(topic);
        add(payload);
        add(properties.contentType());
        add(properties.responseTopic());
        add(properties.correlationData());
        for (UserProperty pair : properties.user()) {
            add(pair.name());
            add(pair.value());
        }
        return sha256.digest();
    }

    /** Of a message of which nothing else is known. */
    public byte[] of(Rejection rejection) {
        add(rejection.reason().name());
        add(rejection.topic());
        add(Long.toString(rejection.bytes()));
        return sha256.digest();
    }

    private void add(String text) {
        add(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** With its length, so that no two lists of texts look alike. */
    private void add(byte[] bytes) {
        int length = bytes == null ? ABSENT : bytes.length;
        for (int shift = 24; shift >= 0; shift -= 8) {
            sha256.update((byte) (length >> shift));
        }
        if (bytes != null) {
            sha256.update(bytes);
        }
    }
}
