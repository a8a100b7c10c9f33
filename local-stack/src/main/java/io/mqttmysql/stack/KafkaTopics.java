// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at topics from outside: how many records they hold, all of them, and how far a group is. Works again as soon as
 * the broker does.
 *
 * <p>Every method throws {@link StackException} when Kafka does not answer within {@link Patience#ANSWER}. Safe for use
 * by several threads.
 */
public final class KafkaTopics implements AutoCloseable {
    private static final int ANSWER_MILLIS = (int) Patience.ANSWER.toMillis();

    private final String bootstrapServers;
    private final Admin admin;

    public KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS));
    }

    /** Records in the topic; 0 while it does not exist. */
    public long count(String topic) {
        return answer(
                "how many records " + topic + " has",
                () -> ends(topic).values().stream().mapToLong(Long::longValue).sum());
    }

    /** Records of the topic that the group has not finished; where it never committed, all are before it. */
    public long lag(String group, String topic) {
        return answer("how far " + group + " has read " + topic, () -> {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            return ends(topic).entrySet().stream()
                    .mapToLong(end -> end.getValue() - committedOffset(committed.get(end.getKey())))
                    .sum();
        });
    }

    /** Every record of the topic as it is now, each partition in its order; none while the topic does not exist. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<TopicPartition, Long> ends = answer("where " + topic + " ends", () -> ends(topic));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long deadline = System.nanoTime() + Patience.EFFECT.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                if (System.nanoTime() - deadline > 0) {
                    throw new StackException("Kafka did not deliver all of " + topic + " within "
                            + Patience.EFFECT.toSeconds() + " s: see its log.");
                }
            }
        } catch (KafkaException e) {
            throw new StackException("Kafka did not deliver " + topic + ": " + e.getMessage(), e);
        }
        return records;
    }

    /** One setting of the topic. */
    public void configure(String topic, String setting, String value) {
        answer("whether " + setting + " of " + topic + " is " + value + " now", () -> {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
            return admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    /** One partition more, unless the topic has as many already. */
    public void addPartition(String topic, int most) {
        answer("how many partitions " + topic + " has now", () -> {
            int partitions = ends(topic).size();
            return partitions >= most
                    ? partitions
                    : admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions + 1)))
                            .all()
                            .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    /** All partitions of the topic to this broker, which leads them afterwards; returns when it does. */
    public void move(String topic, int broker) {
        answer("whether " + topic + " moves to broker " + broker, () -> {
            Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
            partitions(topic)
                    .forEach(partition -> moves.put(
                            new TopicPartition(topic, partition.partition()),
                            Optional.of(new NewPartitionReassignment(List.of(broker)))));
            return admin.alterPartitionReassignments(moves).all().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        });
        if (!Poll.until(Patience.EFFECT, () -> isOn(topic, broker))) {
            throw new StackException(topic + " did not move to broker " + broker + " within "
                    + Patience.EFFECT.toSeconds() + " s: see the logs of both.");
        }
    }

    private boolean isOn(String topic, int broker) {
        return answer(
                "which broker leads " + topic,
                () -> partitions(topic).stream()
                        .allMatch(partition -> partition.leader() != null
                                && partition.leader().id() == broker
                                && partition.replicas().size() == 1));
    }

    /** A header as text, the last of its name; empty when there is none. */
    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                "false",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The offset after the last record of each partition. */
    private Map<TopicPartition, Long> ends(String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (!admin.listTopics()
                .names()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .contains(topic)) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> wanted = partitions(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(wanted).all().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private List<TopicPartitionInfo> partitions(String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .get(topic)
                .partitions();
    }

    private static long committedOffset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private static <T> T answer(String question, Question<T> kafka) {
        try {
            return kafka.ask();
        } catch (ExecutionException | TimeoutException e) {
            throw new StackException("Kafka did not tell " + question + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while asking Kafka " + question + ".", e);
        }
    }

    /** Something that Kafka is asked. */
    private interface Question<T> {
        T ask() throws ExecutionException, TimeoutException, InterruptedException;
    }

    @Override
    public void close() {
        admin.close(Patience.ANSWER);
    }
}
