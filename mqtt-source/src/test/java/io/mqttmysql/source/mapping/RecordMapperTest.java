// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.MappingOptions;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.MessageProperties.UserProperty;
import io.mqttmysql.source.testing.Messages;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordMapperTest {
    private final RecordMapper mapper = new RecordMapper(new MappingOptions("readings"), "house-0");

    @Test
    void keepsTopicPayloadAndArrival() {
        InboundMessage message = Messages.qos1(1, 7, 10);

        SourceRecord record = mapper.map(List.of(message)).get(0);

        assertThat(record.topic()).isEqualTo("readings");
        assertThat(record.kafkaPartition()).isNull();
        assertThat(record.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(record.key()).isEqualTo("Home/kitchen/temperature");
        assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
        assertThat(record.value()).isSameAs(message.payload());
        assertThat(record.timestamp()).isEqualTo(Messages.ARRIVED_AT_MS);
        assertThat(headers(record))
                .containsExactly("mqtt.topic=Home/kitchen/temperature", "mqtt.qos=1", "mqtt.retained=false");
    }

    @Test
    void writesThePropertiesOfMqtt5AsText() {
        MessageProperties properties = new MessageProperties(
                "application/json",
                "Home/answers",
                new byte[] {1, 2, (byte) 0xFF},
                60L,
                List.of(new UserProperty("unit", "°C"), new UserProperty("unit", "K")));
        InboundMessage message =
                new InboundMessage("Home/x", new byte[0], true, 5, properties, Delivery.atMostOnce(1, 1));

        assertThat(headers(mapper.map(List.of(message)).get(0)))
                .containsExactly(
                        "mqtt.topic=Home/x",
                        "mqtt.qos=0",
                        "mqtt.retained=true",
                        "mqtt.content.type=application/json",
                        "mqtt.response.topic=Home/answers",
                        "mqtt.correlation.data=AQL/",
                        "mqtt.message.expiry=60",
                        "mqtt.user.unit=°C",
                        "mqtt.user.unit=K");
    }

    @Test
    void givesEqualMessagesRecordsThatDiffer() {
        InboundMessage message = Messages.qos1(1, 7, 10);
        List<SourceRecord> records = mapper.map(List.of(message, message));

        assertThat(records.get(0)).isNotEqualTo(records.get(1)).isEqualTo(records.get(0));
        assertThat(records.get(0).sourceOffset()).isNotEqualTo(records.get(1).sourceOffset());
        assertThat(records.get(0).sourcePartition()).isEqualTo(records.get(1).sourcePartition());
    }

    @Test
    void doesNotMixHeadersOfDifferentRecords() {
        List<SourceRecord> records = mapper.map(List.of(Messages.qos1(1, 1, 1), Messages.qos0(1, 1)));
        records.get(0).headers().addString("added.by", "a transformation");

        assertThat(headers(records.get(1)))
                .containsExactly("mqtt.topic=Home/kitchen/temperature", "mqtt.qos=0", "mqtt.retained=false");
    }

    @Test
    void remembersTheDelivery() {
        InboundMessage message = Messages.qos1(1, 7, 10);

        MqttSourceRecord record =
                (MqttSourceRecord) mapper.map(List.of(message)).get(0);

        assertThat(record.delivery()).isSameAs(message.delivery());
    }

    private static List<String> headers(SourceRecord record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .peek(header -> assertThat(header.schema()).isEqualTo(Schema.STRING_SCHEMA))
                .map(header -> header.key() + "=" + header.value())
                .toList();
    }
}
