// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Utf8;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The string of a record that {@code match} is tried on: the header {@code mqtt.topic}, else a STRING key, else the
 * original Kafka topic; the first that is present.
 */
public final class TopicToMatch {
    private static final String HEADER = "mqtt.topic";

    private TopicToMatch() {}

    /**
     * @throws BadValue when the header's bytes are not UTF-8
     */
    public static String of(SinkRecord record) {
        Header header = record.headers().lastWithName(HEADER);
        if (header != null && header.value() != null) {
            return text(header.value());
        }
        return record.key() instanceof String key ? key : record.originalTopic();
    }

    /** A header converter other than StringConverter makes bytes of the header, or a number of a topic such as 7. */
    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value instanceof byte[] bytes ? Utf8.decode(bytes) : value.toString();
    }
}
