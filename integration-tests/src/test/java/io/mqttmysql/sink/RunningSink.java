// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.pipeline.WorkerMetrics;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A sink connector of one task on the stack's worker, with a topic and a dead-letter topic of its own. */
final class RunningSink implements AutoCloseable {
    private final LocalStack stack;
    private final Database database;
    private final KafkaProducer<String, byte[]> producer;

    private RunningSink(LocalStack stack, Database database) {
        this.stack = stack;
        this.database = database;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Connector, topic and group are named as the database. */
    static RunningSink start(LocalStack stack, Database database, Map<String, String> settings)
            throws ExecutionException, InterruptedException {
        RunningSink sink = new RunningSink(stack, database);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", (Object) stack.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(database.name(), 1, (short) 1)))
                    .all()
                    .get();
        }
        stack.connect().put(database.name(), settings(stack, database, settings));
        stack.connect().awaitRunning(database.name(), 1, Patience.START);
        return sink;
    }

    /** The usual settings of such a connector under the given ones. */
    static Map<String, String> settings(LocalStack stack, Database database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "connector.class", "io.mqttmysql.sink.MySqlSinkConnector",
                "topics", database.name(),
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "header.converter", "org.apache.kafka.connect.storage.StringConverter",
                "connection.url", stack.mysql().jdbcUrl(database.name()),
                "connection.user", stack.mysql().user(),
                "connection.password", stack.mysql().password(),
                "retry.backoff.ms", "200",
                "retry.backoff.max.ms", "1000"));
        all.putAll(Map.of(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", deadLetters(database),
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true",
                "consumer.override.auto.offset.reset", "earliest"));
        all.putAll(settings);
        return all;
    }

    static String deadLetters(Database database) {
        return database.name() + "-dead-letters";
    }

    /** In order, on the one partition; without a value for a payload that is null. */
    void send(String mqttTopic, String... payloads) {
        for (String payload : payloads) {
            byte[] value = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
            Future<RecordMetadata> unusedAsTheFlushWaits =
                    producer.send(new ProducerRecord<>(database.name(), mqttTopic, value));
        }
        producer.flush();
    }

    /** What JMX shows of the task. */
    Map<String, Object> metrics() {
        return WorkerMetrics.bean(stack.workers().get(0), "connector=" + database.name() + ",task=0");
    }

    /** What JMX shows of one strategy. */
    Map<String, Object> metrics(String strategy) {
        return WorkerMetrics.bean(
                stack.workers().get(0), "connector=" + database.name() + ",task=0,strategy=" + strategy);
    }

    ConnectClient.Status status() {
        return stack.connect().status(database.name());
    }

    @Override
    public void close() {
        producer.close();
        stack.connect().delete(database.name());
    }
}
