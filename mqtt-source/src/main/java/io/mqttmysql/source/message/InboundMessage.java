// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/**
 * A message as the broker sent it. The payload is not copied: nobody may change it.
 *
 * @param arrivedAtMs when it was received, in ms since 1970
 */
public record InboundMessage(
        String topic,
        byte[] payload,
        boolean retained,
        long arrivedAtMs,
        MessageProperties properties,
        Delivery delivery) {

    /** What a message costs in memory beside its payload: objects, headers, its place in queue and window. */
    private static final int OVERHEAD_BYTES = 400;

    /** Estimates the memory of a waiting message, so that floods of tiny messages are bounded too. */
    public static int footprint(String topic, byte[] payload, MessageProperties properties) {
        return OVERHEAD_BYTES + topic.length() + payload.length + properties.footprint();
    }
}
