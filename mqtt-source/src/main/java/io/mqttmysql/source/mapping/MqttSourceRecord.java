// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.source.message.Delivery;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record that knows its delivery. Connect gives this very instance back in {@code commitRecord}, whatever
 * transformations made of it.
 *
 * <p>Equality is identity: an exactly-once worker keeps records in a map until its transaction is committed, and two
 * equal messages must not become one there.
 */
public final class MqttSourceRecord extends SourceRecord {
    private final Delivery delivery;

    MqttSourceRecord(SourcePosition position, String kafkaTopic, Content content, Delivery delivery) {
        super(
                position.partition(),
                position.offset(),
                kafkaTopic,
                null,
                content.key() == null ? null : Schema.STRING_SCHEMA,
                content.key(),
                content.value() == null ? null : Schema.BYTES_SCHEMA,
                content.value(),
                content.timestampMs(),
                content.headers());
        this.delivery = delivery;
    }

    /** Where the record stands in its source: unique, with what the task after this one has to know. */
    record SourcePosition(Map<String, ?> partition, Map<String, ?> offset) {}

    /**
     * What the record says.
     *
     * @param key null for a record without one
     * @param value null for a tombstone; without a schema every converter makes nothing of it
     */
    record Content(String key, byte[] value, long timestampMs, Headers headers) {}

    public Delivery delivery() {
        return delivery;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
