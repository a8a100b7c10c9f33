// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import java.util.List;

/**
 * What a message says about itself beside its payload, null where it does not: the properties of MQTT 5, and the
 * duplicate flag, which is known on MQTT 3.1.1 only.
 *
 * @param messageExpirySeconds what was left of the message's life when the broker sent it, in seconds
 * @param user pairs in the sender's order; a name may occur several times
 * @param duplicate whether the broker marked the message as sent before; null on MQTT 5, where Paho does not say
 */
public record MessageProperties(
        String contentType,
        String responseTopic,
        byte[] correlationData,
        Long messageExpirySeconds,
        List<UserProperty> user,
        Boolean duplicate) {

    public static final MessageProperties NONE = new MessageProperties(null, null, null, null, List.of());

    private static final MessageProperties FIRST = new MessageProperties(null, null, null, null, List.of(), false);
    private static final MessageProperties AGAIN = new MessageProperties(null, null, null, null, List.of(), true);

    /** Two strings and their pair, in bytes. */
    private static final int PAIR_OVERHEAD_BYTES = 100;

    /** The properties of an MQTT 5 message. */
    public MessageProperties(
            String contentType,
            String responseTopic,
            byte[] correlationData,
            Long messageExpirySeconds,
            List<UserProperty> user) {
        this(contentType, responseTopic, correlationData, messageExpirySeconds, user, null);
    }

    /** All that an MQTT 3.1.1 message has. */
    public static MessageProperties duplicate(boolean duplicate) {
        return duplicate ? AGAIN : FIRST;
    }

    /** Estimates the memory of the properties, in bytes. */
    int footprint() {
        int bytes =
                length(contentType) + length(responseTopic) + (correlationData == null ? 0 : correlationData.length);
        for (UserProperty pair : user) {
            bytes += PAIR_OVERHEAD_BYTES + length(pair.name()) + length(pair.value());
        }
        return bytes;
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }

    /** One name and value that the sender attached. */
    public record UserProperty(String name, String value) {}
}
