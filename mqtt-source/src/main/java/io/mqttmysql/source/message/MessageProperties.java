// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import java.util.List;

/**
 * The MQTT 5 properties of a message that its receiver may care about; null where the sender left one out.
 *
 * @param messageExpirySeconds what was left of the message's life when the broker sent it, in seconds
 * @param user pairs in the sender's order; a name may occur several times
 */
public record MessageProperties(
        String contentType,
        String responseTopic,
        byte[] correlationData,
        Long messageExpirySeconds,
        List<UserProperty> user) {

    public static final MessageProperties NONE = new MessageProperties(null, null, null, null, List.of());

    /** Two strings and their pair, in bytes. */
    private static final int PAIR_OVERHEAD_BYTES = 100;

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
