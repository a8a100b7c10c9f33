// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.source.message.Attempt;
import io.mqttmysql.source.message.Rejection;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The topics under which the client library is shown what it could not bear under its own, or of which it would forget
 * something: they stand for a message that was rejected, for a topic that the library cannot read, or for a message
 * that was sent before, which Paho's MQTT 5 client does not tell. Nobody else can guess them. One for each link; Paho's
 * receiving thread puts in, Paho's callback thread takes out.
 */
public final class PlaceholderTopics {
    private static final int SECRET_BYTES = 16;

    private final String prefix;
    private final Map<String, Original> originals = new ConcurrentHashMap<>();
    private long count;

    public PlaceholderTopics() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        prefix = HexFormat.of().formatHex(secret) + "/";
    }

    /**
     * What a message really is.
     *
     * @param rejection null for a message that can be handed on under its topic
     */
    public record Original(String topic, Rejection rejection, Attempt attempt) {}

    /** Returns the topic to show instead. Paho's receiving thread. */
    String of(Original original) {
        String topic = prefix + count++;
        originals.put(topic, original);
        return topic;
    }

    /** What a topic that the library reported stands for; mostly itself. Paho's callback thread. */
    public Original reveal(String topic) {
        Original original = topic.startsWith(prefix) ? originals.remove(topic) : null;
        return original == null ? new Original(topic, null, Attempt.FIRST) : original;
    }
}
