// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records for tests: topic {@code home}, partition 0, offset 42, 2026-11-22T10:00:00.123456Z cut to milliseconds. */
public final class Records {
    public static final long TIMESTAMP = 1_795_341_600_123L;

    private Records() {}

    /** As the MQTT source makes them: the MQTT topic as key and header, the payload as bytes. */
    public static SinkRecord mqtt(String topic, String payload) {
        return mqtt(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static SinkRecord mqtt(String topic, byte[] payload) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("mqtt.topic", topic);
        headers.addString("mqtt.qos", "1");
        return new SinkRecord(
                "home",
                0,
                Schema.STRING_SCHEMA,
                topic,
                Schema.BYTES_SCHEMA,
                payload,
                42,
                TIMESTAMP,
                TimestampType.CREATE_TIME,
                headers);
    }

    /** Of any producer, without a key. */
    public static SinkRecord value(String kafkaTopic, Schema schema, Object value) {
        return keyed(kafkaTopic, null, schema, value);
    }

    public static SinkRecord keyed(String kafkaTopic, Object key, Schema schema, Object value) {
        return new SinkRecord(kafkaTopic, 0, null, key, schema, value, 42, TIMESTAMP, TimestampType.CREATE_TIME);
    }
}
