// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/**
 * Why a message cannot be handed to Kafka as the broker sent it, and what is known of it.
 *
 * @param topic the MQTT topic made readable (see {@code ReadableText}); may be empty
 * @param bytes the size of the message, in bytes
 */
public record Rejection(Reason reason, String topic, long bytes) {
    /** What is wrong with a message. The words are for logs and headers; the names are part of metrics. */
    public enum Reason {
        /** The topic is empty, not UTF-8, or has characters that MQTT forbids or advises against. */
        MALFORMED_TOPIC("its topic is empty, not UTF-8 or contains control characters"),
        /** A property of MQTT 5 is not UTF-8, has control characters, or breaks the protocol. */
        MALFORMED_PROPERTIES("its MQTT 5 properties are not UTF-8, contain control characters or break the protocol"),
        /** The packet is larger than {@code mqtt.max.packet.bytes}, or its record than what Kafka's producer takes. */
        TOO_LARGE("it is larger than mqtt.max.packet.bytes or than what Kafka's producer takes");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** Ends the sentence "a message was rejected: ...". */
        public String words() {
            return words;
        }
    }
}
