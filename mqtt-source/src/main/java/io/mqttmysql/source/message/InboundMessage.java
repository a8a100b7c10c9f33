// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/**
 * A message as the broker sent it. The payload is not copied: nobody may change it.
 *
 * @param arrivedAtMs when it was received, in ms since 1970
 * @param rejection why it cannot be handed to Kafka as it is; null for a message that can. A rejected message has a
 *     readable topic and no payload
 */
public record InboundMessage(
        String topic,
        byte[] payload,
        boolean isRetained,
        long arrivedAtMs,
        MessageProperties properties,
        Delivery delivery,
        Rejection rejection) {

    /** What a message costs in memory beside its payload: objects, headers, its place in queue and window. */
    private static final int OVERHEAD_BYTES = 400;

    private static final byte[] NO_PAYLOAD = {};

    /** A message that can be handed to Kafka. */
    public InboundMessage(
            String topic,
            byte[] payload,
            boolean isRetained,
            long arrivedAtMs,
            MessageProperties properties,
            Delivery delivery) {
        this(topic, payload, isRetained, arrivedAtMs, properties, delivery, null);
    }

    /** A message that keeps its place in the window, but is known by its topic, size and fault only. */
    public static InboundMessage rejected(
            Rejection rejection, boolean isRetained, long arrivedAtMs, Delivery delivery) {
        return new InboundMessage(
                rejection.topic(), NO_PAYLOAD, isRetained, arrivedAtMs, MessageProperties.NONE, delivery, rejection);
    }

    public boolean isRejected() {
        return rejection != null;
    }

    /** Estimates the memory of a waiting message, so that floods of tiny messages are bounded too. */
    public static int footprint(String topic, byte[] payload, MessageProperties properties) {
        return OVERHEAD_BYTES + topic.length() + payload.length + properties.footprint();
    }
}
