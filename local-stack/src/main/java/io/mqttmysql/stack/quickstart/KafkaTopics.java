// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at topics from outside: how many records they hold, and all of them. One thread. */
final class KafkaTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration READING = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;

    KafkaTopics(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Records in the topic; 0 while it does not exist. */
    long count(String topic) {
        return consumer.endOffsets(partitions(topic), PATIENCE).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Every record of the topic as it stands now. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + READING.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Kafka did not deliver all of " + topic + " within "
                        + READING.toSeconds() + " s: see its log.");
            }
        }
        return records;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.listTopics(PATIENCE).getOrDefault(topic, List.of()).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
