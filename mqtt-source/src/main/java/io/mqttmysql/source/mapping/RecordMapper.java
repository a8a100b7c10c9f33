// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.source.config.EmptyPayload;
import io.mqttmysql.source.config.MappingOptions;
import io.mqttmysql.source.config.RejectionOptions;
import io.mqttmysql.source.mapping.MqttSourceRecord.Content;
import io.mqttmysql.source.mapping.MqttSourceRecord.SourcePosition;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.message.SessionRole;
import io.mqttmysql.source.message.SourceCounters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes Kafka Connect's records of messages. Task thread. */
public final class RecordMapper {
    /** The one field of a source partition. */
    public static final String CLIENT_ID = "mqtt.client.id";

    private final MappingOptions options;
    private final SourceCounters counters;
    private final long maxRecordBytes;
    private final Destinations destinations;
    private final RejectedMessages rejected;
    private final Map<String, String> partition;
    private final SessionRole role;
    private long sequence;

    /**
     * All records of a task share one source partition: Connect keeps state for each.
     *
     * @param role says what every record's source offset carries, for the task that comes after
     */
    public RecordMapper(
            MappingOptions options,
            RejectionOptions rejection,
            String clientId,
            SourceCounters counters,
            SessionRole role) {
        this.options = options;
        this.counters = counters;
        this.maxRecordBytes = rejection.maxRecordBytes();
        this.destinations = new Destinations(options, clientId, role::isForeign);
        this.rejected = new RejectedMessages(rejection, clientId, counters, System::nanoTime);
        this.partition = partition(clientId);
        this.role = role;
    }

    /** The source partition of a task. */
    public static Map<String, String> partition(String clientId) {
        return Map.of(CLIENT_ID, clientId);
    }

    /** Maps in order. */
    public Mapped map(List<InboundMessage> messages) {
        Mapped mapped = new Mapped(messages.size());
        messages.forEach(message -> map(message, mapped));
        return mapped;
    }

    private void map(InboundMessage message, Mapped mapped) {
        if (message.isRejected()) {
            reject(message, message.rejection(), mapped);
        } else if (options.ignoresRetained() && message.isRetained()) {
            counters.skippedRetained().increment();
            mapped.finish(message.delivery());
        } else if (isEmpty(message) && options.emptyPayload() == EmptyPayload.SKIP) {
            counters.skippedEmpty().increment();
            mapped.finish(message.delivery());
        } else {
            deliver(message, mapped);
        }
    }

    private void deliver(InboundMessage message, Mapped mapped) {
        Destination destination = destinations.of(message.topic());
        if (destination == Destination.UNWANTED) {
            counters.unwanted().increment();
            mapped.finish(message.delivery());
            return;
        }
        if (destination.isForeign()) {
            role.broughtForeign();
        }
        Content content = new Content(
                destination.key(),
                value(message),
                message.arrivedAtMs(),
                MqttHeaders.of(message, destination.topicHeader()));
        if (RecordSize.exceeds(maxRecordBytes, message, content)) {
            String topic = ReadableText.of(message.topic());
            reject(message, new Rejection(Rejection.Reason.TOO_LARGE, topic, RecordSize.of(content)), mapped);
        } else {
            mapped.add(record(destination.kafkaTopic(), content, message.delivery()));
        }
    }

    private void reject(InboundMessage message, Rejection rejection, Mapped mapped) {
        Optional<String> failure = rejected.reject(rejection);
        if (failure.isPresent()) {
            mapped.fail(failure.get());
            return;
        }
        Delivery delivery = message.delivery();
        rejected.kafkaTopic()
                .ifPresentOrElse(
                        topic -> mapped.add(
                                record(topic, RejectedMessages.stub(rejection, message.arrivedAtMs()), delivery)),
                        () -> mapped.finish(delivery));
    }

    private MqttSourceRecord record(String kafkaTopic, Content content, Delivery delivery) {
        Map<String, Object> offset = new HashMap<>(role.memory());
        offset.put("sequence", sequence++);
        SourcePosition position = new SourcePosition(partition, offset);
        return new MqttSourceRecord(position, kafkaTopic, content, delivery);
    }

    private byte[] value(InboundMessage message) {
        return isEmpty(message) && options.emptyPayload() == EmptyPayload.TOMBSTONE ? null : message.payload();
    }

    private static boolean isEmpty(InboundMessage message) {
        return message.payload().length == 0;
    }
}
