// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.source.config.MappingOptions;
import io.mqttmysql.source.mapping.MqttSourceRecord.Content;
import io.mqttmysql.source.mapping.MqttSourceRecord.SourcePosition;
import io.mqttmysql.source.message.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes Kafka Connect's records of messages. Used by the task thread only. */
public final class RecordMapper {
    private final MappingOptions options;
    private final Map<String, String> partition;
    private final MqttHeaders headers = new MqttHeaders();
    private long sequence;

    /** All records of a task share one source partition: Connect keeps state for each. */
    public RecordMapper(MappingOptions options, String clientId) {
        this.options = options;
        this.partition = Map.of("mqtt.client.id", clientId);
    }

    /** Maps in order. */
    public List<SourceRecord> map(List<InboundMessage> messages) {
        List<SourceRecord> records = new ArrayList<>(messages.size());
        messages.forEach(message -> records.add(map(message)));
        return records;
    }

    private MqttSourceRecord map(InboundMessage message) {
        SourcePosition position = new SourcePosition(partition, Map.of("sequence", sequence++));
        Content content = new Content(message.topic(), message.payload(), message.arrivedAtMs(), headers.of(message));
        return new MqttSourceRecord(position, options.kafkaTopic(), content, message.delivery());
    }
}
