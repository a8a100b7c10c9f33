// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.EmptyPayload;
import io.mqttmysql.source.config.MappingOptions;
import io.mqttmysql.source.config.OnRejection;
import io.mqttmysql.source.config.RecordKey;
import io.mqttmysql.source.config.RejectionOptions;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.MessageProperties.UserProperty;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.message.Rejection.Reason;
import io.mqttmysql.source.message.SessionRole;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.testing.Messages;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordMapperTest {
    private static final MappingOptions PLAIN =
            new MappingOptions("readings", List.of(), new RecordKey.Topic(), EmptyPayload.DELIVER, false, List.of());
    private static final RejectionOptions SKIP = new RejectionOptions(OnRejection.SKIP, Optional.empty(), 1_000);

    private final SourceCounters counters = new SourceCounters();
    private final RecordMapper mapper = mapper(PLAIN, SKIP);

    @Test
    void keepsTopicPayloadAndArrival() {
        InboundMessage message = Messages.qos1(1, 7, 10);

        SourceRecord record = mapper.map(List.of(message)).records().get(0);

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

        assertThat(headers(mapper.map(List.of(message)).records().get(0)))
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
        List<SourceRecord> records = mapper.map(List.of(message, message)).records();

        assertThat(records.get(0)).isNotEqualTo(records.get(1)).isEqualTo(records.get(0));
        assertThat(records.get(0).sourceOffset()).isNotEqualTo(records.get(1).sourceOffset());
        assertThat(records.get(0).sourcePartition()).isEqualTo(records.get(1).sourcePartition());
    }

    @Test
    void doesNotMixHeadersOfDifferentRecords() {
        List<SourceRecord> records =
                mapper.map(List.of(Messages.qos1(1, 1, 1), Messages.qos0(1, 1))).records();
        records.get(0).headers().addString("added.by", "a transformation");

        assertThat(headers(records.get(1)))
                .containsExactly("mqtt.topic=Home/kitchen/temperature", "mqtt.qos=0", "mqtt.retained=false");
    }

    @Test
    void remembersTheDelivery() {
        InboundMessage message = Messages.qos1(1, 7, 10);

        MqttSourceRecord record =
                (MqttSourceRecord) mapper.map(List.of(message)).records().get(0);

        assertThat(record.delivery()).isSameAs(message.delivery());
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, true", // 3.1.1 says so of every message
        "true, true, true",
        "false, false, false", // and MQTT 5 of none
    })
    void tellsOfDuplicatesWhereTheProtocolDoes(boolean duplicate, boolean known, boolean present) {
        MessageProperties properties = known ? MessageProperties.duplicate(duplicate) : MessageProperties.NONE;
        InboundMessage message =
                new InboundMessage("Home/x", new byte[1], false, 5, properties, Messages.delivery(1, 1, 1));

        List<String> headers = headers(mapper.map(List.of(message)).records().get(0));

        assertThat(headers.contains("mqtt.duplicate=" + duplicate)).isEqualTo(present);
    }

    @Test
    void leavesTheKeyOutWhereNoneIsWanted() {
        RecordMapper keyless = mapper(
                new MappingOptions("readings", List.of(), new RecordKey.None(), EmptyPayload.DELIVER, false, List.of()),
                SKIP);

        SourceRecord record =
                keyless.map(List.of(Messages.on("Home/x", "1"))).records().get(0);

        assertThat(record.key()).isNull();
        assertThat(record.keySchema()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVER, '', bytes", // as it came
        "TOMBSTONE, '', null", // no schema either: JSON with schemas would make an envelope of it
        "SKIP, '', none",
        "TOMBSTONE, 0, bytes",
        "SKIP, 0, bytes",
    })
    void treatsAnEmptyPayloadAsAsked(EmptyPayload choice, String payload, String expected) {
        RecordMapper chosen = mapper(
                new MappingOptions("readings", List.of(), new RecordKey.Topic(), choice, false, List.of()), SKIP);
        InboundMessage message = Messages.on("Home/x", payload);

        Mapped mapped = chosen.map(List.of(message));

        assertThat(mapped.finished()).isEqualTo(expected.equals("none") ? List.of(message.delivery()) : List.of());
        assertThat(counters.skippedEmpty().sum()).isEqualTo(expected.equals("none") ? 1 : 0);
        assertThat(mapped.records())
                .extracting(record -> record.value() == null && record.valueSchema() == null ? "null" : "bytes")
                .isEqualTo(expected.equals("none") ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"true, true, 0", "true, false, 1", "false, true, 1", "false, false, 1"})
    void ignoresRetainedMessagesThatComeAllTheSame(boolean ignores, boolean retained, int records) {
        RecordMapper ignoring = mapper(
                new MappingOptions(
                        "readings", List.of(), new RecordKey.Topic(), EmptyPayload.DELIVER, ignores, List.of()),
                SKIP);
        InboundMessage message = retained ? Messages.retained("Home/x", "1") : Messages.on("Home/x", "1");

        Mapped mapped = ignoring.map(List.of(message));

        assertThat(mapped.records()).hasSize(records);
        assertThat(mapped.finished()).hasSize(1 - records);
        assertThat(counters.skippedRetained().sum()).isEqualTo(1 - records);
    }

    @Test
    void skipsAndCountsWhatIsTooLargeForKafka() {
        InboundMessage large = Messages.on("Home/x", "1".repeat(1_000));
        InboundMessage small = Messages.on("Home/x", "1");

        Mapped mapped = mapper.map(List.of(large, small));

        assertThat(mapped.records())
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isSameAs(small.payload()));
        assertThat(mapped.finished()).containsExactly(large.delivery());
        assertThat(mapped.failure()).isEmpty();
        assertThat(counters.rejected(Reason.TOO_LARGE).sum()).isEqualTo(1);
    }

    @Test
    void tellsOfARejectedMessageInAStub() {
        RecordMapper telling =
                mapper(PLAIN, new RejectionOptions(OnRejection.SKIP, Optional.of("readings-rejected"), 1_000));
        Delivery delivery = Messages.delivery(1, 7, 100);
        Rejection rejection = new Rejection(Reason.MALFORMED_TOPIC, "Home/\uFFFD", 12);
        InboundMessage message = InboundMessage.rejected(rejection, false, 5, delivery);

        Mapped mapped = telling.map(List.of(message));

        SourceRecord stub = mapped.records().get(0);
        assertThat(mapped.finished()).isEmpty();
        assertThat(((MqttSourceRecord) stub).delivery()).isSameAs(delivery);
        assertThat(stub.topic()).isEqualTo("readings-rejected");
        assertThat(stub.key()).isEqualTo("Home/\uFFFD");
        assertThat((byte[]) stub.value()).isEmpty();
        assertThat(headers(stub))
                .containsExactly(
                        "mqtt.topic=Home/\uFFFD", "mqtt.rejected.reason=malformed_topic", "mqtt.rejected.bytes=12");
    }

    @Test
    void failsWithASentenceAndFinishesNothing() {
        RecordMapper strict = mapper(PLAIN, new RejectionOptions(OnRejection.FAIL, Optional.empty(), 1_000));
        InboundMessage before = Messages.on("Home/a", "1");
        InboundMessage large = Messages.on("Home/\u001b[31m", "1".repeat(1_000));

        Mapped mapped = strict.map(List.of(before, large, large));

        assertThat(mapped.records()).hasSize(1);
        assertThat(mapped.finished()).isEmpty();
        assertThat(mapped.failure())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("The MQTT message on 'Home/\uFFFD[31m' (1149 bytes) cannot be handed to Kafka: ")
                        .endsWith("Fix this, or write mqtt.rejected=skip, then restart the task.")
                        .doesNotContain("111"));
    }

    private RecordMapper mapper(MappingOptions options, RejectionOptions rejection) {
        return new RecordMapper(options, rejection, "house-0", counters, SessionRole.NONE);
    }

    private static List<String> headers(SourceRecord record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .peek(header -> assertThat(header.schema()).isEqualTo(Schema.STRING_SCHEMA))
                .map(header -> header.key() + "=" + header.value())
                .toList();
    }
}
