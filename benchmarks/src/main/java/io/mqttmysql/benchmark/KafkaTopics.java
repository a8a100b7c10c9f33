// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
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
import org.apache.kafka.clients.producer.RecordMetadata;
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
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String bootstrapServers;
    private final Admin admin;

    KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Returns when every partition answers. */
    void create(String topic) {
        answer(() -> admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                .all());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isKnown(topic) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        count(topic);
    }

    /** The broker that made a topic may not know it yet when it is asked for it. */
    private boolean isKnown(String topic) {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void delete(String topic) {
        answer(() -> admin.deleteTopics(List.of(topic)).all());
    }

    /** Writes all readings in one form; returns when Kafka has them. */
    void fill(String topic, int count, Function<Reading, byte[]> form) {
        AtomicReference<Exception> refused = new AtomicReference<>();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(filling(), new StringSerializer(), new ByteArraySerializer())) {
            IntStream.range(0, count).mapToObj(Reading::of).forEach(reading -> {
                Future<RecordMetadata> unusedBesideItsCallback = producer.send(
                        new ProducerRecord<>(topic, "Home/" + reading.device(), form.apply(reading)),
                        (metadata, failure) -> refused.compareAndSet(null, failure));
            });
        }
        if (refused.get() != null || count(topic) != count) {
            throw new BenchmarkException(
                    "Kafka took " + count(topic) + " of " + count + " records into " + topic + ".", refused.get());
        }
    }

    /**
     * One request in flight. With more, a partition that refuses the first batch and takes the second, as a new one on
     * a busy machine does, never takes the first again: to the broker its sequence number is in the past.
     */
    private Map<String, Object> filling() {
        return Map.of(
                "bootstrap.servers", bootstrapServers,
                "max.in.flight.requests.per.connection", 1,
                "linger.ms", 20,
                "batch.size", 262_144);
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
                            "Kafka does not return the last " + left + " records of " + topic + ".");
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
                    "Kafka did not answer as expected: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static BenchmarkException interrupted(InterruptedException interruption) {
        Thread.currentThread().interrupt();
        return new BenchmarkException("Interrupted while Kafka was asked.", interruption);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
