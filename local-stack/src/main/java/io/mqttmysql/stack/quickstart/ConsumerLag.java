// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import io.mqttmysql.stack.StackException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records of a topic a sink has not yet dealt with. Safe for use by several threads. */
final class ConsumerLag implements AutoCloseable {
    private static final int SECONDS = 5;

    private final Admin admin;

    ConsumerLag(String bootstrapServers) {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000));
    }

    /** @throws StackException when Kafka does not answer */
    long of(String group, String topic) {
        return answer("how far " + group + " has read " + topic, () -> {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(SECONDS, TimeUnit.SECONDS);
            return ends(topic).entrySet().stream()
                    .mapToLong(end -> end.getValue().offset() - committedOffset(committed.get(end.getKey())))
                    .sum();
        });
    }

    /**
     * @return records in the topic; 0 while it does not exist
     * @throws StackException when Kafka does not answer
     */
    long records(String topic) {
        return answer(
                "how many records " + topic + " has",
                () -> ends(topic).values().stream()
                        .mapToLong(ListOffsetsResultInfo::offset)
                        .sum());
    }

    private static long answer(String question, Question kafka) {
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
    private interface Question {
        long ask() throws ExecutionException, TimeoutException, InterruptedException;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (!admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).contains(topic)) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> wanted = admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(SECONDS, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(wanted).all().get(SECONDS, TimeUnit.SECONDS);
    }

    /** A partition from which nothing was read has none. */
    private static long committedOffset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public void close() {
        admin.close();
    }
}
