// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import io.mqttmysql.stack.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that the sink reported as errant, and why.
 *
 * @param id of the house's message; empty when there is none
 * @param origin where in Kafka the record was: topic-partition@offset
 * @param reason in the sink's words; empty when it is missing
 */
record DeadLetter(String id, String origin, String payload, String reason) {
    static DeadLetter of(ConsumerRecord<byte[], byte[]> letter) {
        return new DeadLetter(
                KafkaTopics.header(letter, "mqtt.user.id"),
                origin(
                        KafkaTopics.header(letter, "__connect.errors.topic"),
                        KafkaTopics.header(letter, "__connect.errors.partition"),
                        KafkaTopics.header(letter, "__connect.errors.offset")),
                letter.value() == null ? "" : new String(letter.value(), StandardCharsets.UTF_8),
                KafkaTopics.header(letter, "__connect.errors.exception.message"));
    }

    /** As a row of {@code dead_letters} tells it. */
    static String origin(Map<String, String> row) {
        return origin(row.get("kafka_topic"), row.get("kafka_partition"), row.get("kafka_offset"));
    }

    private static String origin(String topic, String partition, String offset) {
        return topic + "-" + partition + "@" + offset;
    }
}
