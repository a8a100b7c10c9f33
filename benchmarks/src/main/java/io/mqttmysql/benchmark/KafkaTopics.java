// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of the benchmarks, seen from outside. Three partitions each, as the shipped source file makes them. */
final class KafkaTopics implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final Admin admin;

    KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    void create(String topic) {
        answer(() -> admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                .all());
    }

    void delete(String topic) {
        answer(() -> admin.deleteTopics(List.of(topic)).all());
    }

    /** Writes all readings in one form; returns when Kafka has them. */
    void fill(String topic, int count, Function<Reading, byte[]> form) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 262_144);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            IntStream.range(0, count).mapToObj(Reading::of).forEach(reading -> {
                producer.send(new ProducerRecord<>(topic, "Home/" + reading.device(), form.apply(reading)));
            });
        }
        if (count(topic) != count) {
            throw new BenchmarkException(
                    "Kafka took " + count(topic) + " of " + count + " records into " + topic + ".");
        }
    }

    /** How many records it holds. */
    long count(String topic) {
        Map<TopicPartition, OffsetSpec> ends =
                partitions(topic).stream().collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
        return answer(() -> admin.listOffsets(ends).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** All that it holds now, each partition in its order. */
    void read(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
        long left = count(topic);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions(topic));
            consumer.seekToBeginning(partitions(topic));
            while (left > 0) {
                var records = consumer.poll(PATIENCE);
                if (records.isEmpty()) {
                    throw new BenchmarkException(
                            "Kafka does not give back the last " + left + " records of " + topic + ".");
                }
                records.forEach(reader);
                left -= records.count();
            }
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static <T> T answer(Supplier<KafkaFuture<T>> question) {
        try {
            return question.get().get();
        } catch (ExecutionException e) {
            throw new BenchmarkException(
                    "Kafka did not answer as it should: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while Kafka was asked.", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
