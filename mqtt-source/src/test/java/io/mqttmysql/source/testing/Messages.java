// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import io.mqttmysql.source.message.Attempt;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.PublishIdentity;
import java.nio.charset.StandardCharsets;

/** Messages for tests that do not care about most of a message. */
public final class Messages {
    public static final long ARRIVED_AT_MS = 1_700_000_000_123L;

    private Messages() {}

    public static InboundMessage qos1(int epoch, int packetId, int bytes) {
        return message(delivery(epoch, packetId, bytes));
    }

    public static InboundMessage qos0(int epoch, int bytes) {
        return message(Delivery.atMostOnce(epoch, bytes));
    }

    /** A QoS 1 delivery of a message that is not sent again. */
    public static Delivery delivery(int epoch, int packetId, int bytes) {
        return Delivery.atLeastOnce(epoch, new PublishIdentity(packetId, Attempt.FIRST, new byte[0]), bytes);
    }

    /** A message at QoS 1. */
    public static InboundMessage on(String topic, String payload) {
        return message(topic, payload, false, delivery(1, 1, 100));
    }

    public static InboundMessage retained(String topic, String payload) {
        return message(topic, payload, true, delivery(1, 1, 100));
    }

    private static InboundMessage message(Delivery delivery) {
        return message("Home/kitchen/temperature", "21.5", false, delivery);
    }

    private static InboundMessage message(String topic, String payload, boolean retained, Delivery delivery) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new InboundMessage(topic, bytes, retained, ARRIVED_AT_MS, MessageProperties.NONE, delivery);
    }
}
