// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.MessageProperties.UserProperty;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Paho's messages in our words; pure. */
final class PahoMessages {
    private PahoMessages() {}

    static InboundMessage inbound(String topic, MqttMessage message, int epoch) {
        byte[] payload = message.getPayload();
        MessageProperties properties = properties(message.getProperties());
        int bytes = InboundMessage.footprint(topic, payload, properties);
        Delivery delivery = message.getQos() == 0
                ? Delivery.atMostOnce(epoch, bytes)
                : Delivery.atLeastOnce(epoch, message.getId(), bytes);
        return new InboundMessage(
                topic, payload, message.isRetained(), System.currentTimeMillis(), properties, delivery);
    }

    private static MessageProperties properties(MqttProperties paho) {
        if (paho == null || isPlain(paho)) {
            return MessageProperties.NONE;
        }
        List<UserProperty> user = paho.getUserProperties().stream()
                .map(pair -> new UserProperty(pair.getKey(), pair.getValue()))
                .toList();
        return new MessageProperties(
                paho.getContentType(),
                paho.getResponseTopic(),
                paho.getCorrelationData(),
                paho.getMessageExpiryInterval(),
                user);
    }

    private static boolean isPlain(MqttProperties paho) {
        return paho.getContentType() == null
                && paho.getResponseTopic() == null
                && paho.getCorrelationData() == null
                && paho.getMessageExpiryInterval() == null
                && paho.getUserProperties().isEmpty();
    }
}
