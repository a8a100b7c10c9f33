// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.MessageProperties.UserProperty;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Messages of Paho's MQTT 5 client in our words; pure. */
final class Mqtt5Messages {
    private Mqtt5Messages() {}

    static Arrival arrival(MqttMessage message) {
        int packetId = message.getQos() == 0 ? 0 : message.getId();
        return new Arrival(message.getPayload(), packetId, message.isRetained(), properties(message.getProperties()));
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
