// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import java.util.Base64;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * The headers of a record, all of them text. Header objects do not change, so those that repeat from message to
 * message are built once.
 */
final class MqttHeaders {
    private static final Header QOS_0 = header("mqtt.qos", "0");
    private static final Header QOS_1 = header("mqtt.qos", "1");
    private static final Header RETAINED = header("mqtt.retained", "true");
    private static final Header NOT_RETAINED = header("mqtt.retained", "false");

    private MqttHeaders() {}

    /** @param topic the header {@code mqtt.topic}, which the messages of a topic share */
    static Headers of(InboundMessage message, Header topic) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.add(topic);
        headers.add(message.delivery().wantsAcknowledgement() ? QOS_1 : QOS_0);
        headers.add(message.isRetained() ? RETAINED : NOT_RETAINED);
        if (message.properties() != MessageProperties.NONE) {
            addProperties(headers, message.properties());
        }
        return headers;
    }

    private static void addProperties(ConnectHeaders headers, MessageProperties properties) {
        addPresent(headers, "mqtt.content.type", properties.contentType());
        addPresent(headers, "mqtt.response.topic", properties.responseTopic());
        if (properties.correlationData() != null) {
            headers.addString(
                    "mqtt.correlation.data", Base64.getEncoder().encodeToString(properties.correlationData()));
        }
        if (properties.messageExpirySeconds() != null) {
            headers.addString(
                    "mqtt.message.expiry", properties.messageExpirySeconds().toString());
        }
        if (properties.duplicate() != null) {
            headers.addString("mqtt.duplicate", properties.duplicate().toString());
        }
        properties.user().forEach(property -> headers.addString("mqtt.user." + property.name(), property.value()));
    }

    private static void addPresent(ConnectHeaders headers, String name, String value) {
        if (value != null) {
            headers.addString(name, value);
        }
    }

    static Header header(String name, String value) {
        return new ConnectHeaders().addString(name, value).lastWithName(name);
    }
}
