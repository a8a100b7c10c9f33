// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * The headers of a record, all of them text. Header objects do not change, so those that repeat from message to
 * message are built once. Used by the task thread only.
 */
final class MqttHeaders {
    /** Topics whose header is kept; a house has hundreds, a plant thousands. */
    private static final int MAX_TOPICS = 10_000;

    private static final Header QOS_0 = header("mqtt.qos", "0");
    private static final Header QOS_1 = header("mqtt.qos", "1");
    private static final Header RETAINED = header("mqtt.retained", "true");
    private static final Header NOT_RETAINED = header("mqtt.retained", "false");

    private final Map<String, Header> topics = new HashMap<>();

    Headers of(InboundMessage message) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.add(topic(message.topic()));
        headers.add(message.delivery().wantsAcknowledgement() ? QOS_1 : QOS_0);
        headers.add(message.retained() ? RETAINED : NOT_RETAINED);
        if (message.properties() != MessageProperties.NONE) {
            addProperties(headers, message.properties());
        }
        return headers;
    }

    private Header topic(String topic) {
        if (topics.size() >= MAX_TOPICS) {
            topics.clear();
        }
        return topics.computeIfAbsent(topic, name -> header("mqtt.topic", name));
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

    private static Header header(String name, String value) {
        return new ConnectHeaders().addString(name, value).lastWithName(name);
    }
}
