// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.message.ContentDigest;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.PublishIdentity;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.session.transport.PlaceholderTopics;

/**
 * A message as a client library reports it, whatever its version.
 *
 * @param packetId 0 at QoS 0
 */
record Arrival(byte[] payload, int packetId, boolean isRetained, MessageProperties properties) {
    /**
     * In our words, on the connection {@code epoch}.
     *
     * @param digest of this link
     */
    InboundMessage on(int epoch, PlaceholderTopics.Original original, ContentDigest digest) {
        Rejection rejection = original.rejection();
        long now = System.currentTimeMillis();
        if (rejection != null) {
            int bytes = InboundMessage.footprint(original.topic(), new byte[0], MessageProperties.NONE);
            PublishIdentity identity = packetId == 0 ? null : identity(original, digest.of(rejection));
            return InboundMessage.rejected(rejection, isRetained, now, delivery(epoch, identity, bytes));
        }
        int bytes = InboundMessage.footprint(original.topic(), payload, properties);
        PublishIdentity identity =
                packetId == 0 ? null : identity(original, digest.of(original.topic(), payload, properties));
        Delivery delivery = delivery(epoch, identity, bytes);
        return new InboundMessage(original.topic(), payload, isRetained, now, properties, delivery);
    }

    private PublishIdentity identity(PlaceholderTopics.Original original, byte[] content) {
        return new PublishIdentity(packetId, original.attempt(), content);
    }

    private static Delivery delivery(int epoch, PublishIdentity identity, int bytes) {
        return identity == null ? Delivery.atMostOnce(epoch, bytes) : Delivery.atLeastOnce(epoch, identity, bytes);
    }
}
