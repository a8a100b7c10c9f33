// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.mapping.MqttSourceRecord.Content;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.MessageProperties.UserProperty;
import io.mqttmysql.source.testing.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compared with the very method that the producer calls before it refuses a record. */
class RecordSizeTest {
    static Stream<InboundMessage> messages() {
        MessageProperties full = new MessageProperties(
                "text/plain",
                "answers/ü",
                new byte[100],
                4_294_967_295L,
                List.of(new UserProperty("名", "☕".repeat(50)), new UserProperty("", "")));
        return Stream.of(
                message("t", 0, MessageProperties.NONE),
                message("Home/Küche/🌡", 63, MessageProperties.NONE), // the length needs a second byte from 64 on
                message("Home/Küche/🌡", 64, MessageProperties.NONE),
                message("Home/x", 8_191, MessageProperties.NONE), // and a third from 8192 on
                message("Home/x", 8_192, MessageProperties.NONE),
                message("ä".repeat(5_000), 1_048_576, full),
                message("\u0800".repeat(20_000), 1, full));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void countsAsTheProducerDoes(InboundMessage message) {
        Content content = content(message, message.topic(), message.payload());

        assertThat(RecordSize.of(content)).isEqualTo(producersCount(content));
        assertThat(RecordSize.exceeds(producersCount(content), message, content))
                .isFalse();
        assertThat(RecordSize.exceeds(producersCount(content) - 1, message, content))
                .isTrue();
    }

    @Test
    void countsARecordWithoutKeyAndValue() {
        InboundMessage message = message("Home/x", 0, MessageProperties.NONE);
        Content content = content(message, null, null);

        assertThat(RecordSize.of(content)).isEqualTo(producersCount(content));
    }

    private static long producersCount(Content content) {
        Header[] headers = StreamSupport.stream(content.headers().spliterator(), false)
                .map(header -> new RecordHeader(header.key(), bytes((String) header.value())))
                .toArray(Header[]::new);
        byte[] key = content.key() == null ? null : bytes(content.key());
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE, Compression.NONE.type(), key, content.value(), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Content content(InboundMessage message, String key, byte[] value) {
        return new Content(key, value, 5, MqttHeaders.of(message, MqttHeaders.header("mqtt.topic", message.topic())));
    }

    private static InboundMessage message(String topic, int payload, MessageProperties properties) {
        return new InboundMessage(topic, new byte[payload], false, 5, properties, Messages.delivery(1, 1, 1));
    }
}
