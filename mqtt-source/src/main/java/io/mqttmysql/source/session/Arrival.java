// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.session.transport.PlaceholderTopics;

/**
 * A message as a client library reports it, whatever its version.
 *
 * @param packetId 0 at QoS 0
 */
record Arrival(byte[] payload, int packetId, boolean isRetained, MessageProperties properties) {
    /** In our words, on the connection {@code epoch}. */
    InboundMessage on(int epoch, PlaceholderTopics.Original original) {
        Rejection rejection = original.rejection();
        long now = System.currentTimeMillis();
        if (rejection != null) {
            int bytes = InboundMessage.footprint(original.topic(), new byte[0], MessageProperties.NONE);
            return InboundMessage.rejected(rejection, isRetained, now, delivery(epoch, bytes));
        }
        int bytes = InboundMessage.footprint(original.topic(), payload, properties);
        return new InboundMessage(original.topic(), payload, isRetained, now, properties, delivery(epoch, bytes));
    }

    private Delivery delivery(int epoch, int bytes) {
        return packetId == 0 ? Delivery.atMostOnce(epoch, bytes) : Delivery.atLeastOnce(epoch, packetId, bytes);
    }
}
