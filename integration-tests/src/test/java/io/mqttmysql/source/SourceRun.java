// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.mqttmysql.history.LoadGenerator;
import io.mqttmysql.history.Reading;
import io.mqttmysql.pipeline.WorkerMetrics;
import io.mqttmysql.stack.ConnectWorker;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.LocalStackBuilder;
import io.mqttmysql.stack.MySqlAddress;
import io.mqttmysql.stack.StackException;
import io.mqttmysql.testing.Bounds;
import io.mqttmysql.testing.StackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One source connector under load, everything of one name: ten devices publish on {@code <name>/<device>}, records go to
 * the topic {@code <name>}. Closing it ends the load and deletes the connector.
 */
final class SourceRun implements AutoCloseable {
    private static final Duration THREE_KEEP_ALIVES = Duration.ofSeconds(16);
    private static final long SEED = 20261124L;

    private final LocalStack stack;
    private final String name;
    private final Map<String, String> settings;
    private final LoadGenerator load;
    private final KafkaTopics topics;

    private SourceRun(LocalStack stack, String name, Map<String, String> settings) {
        this.stack = stack;
        this.name = name;
        this.settings = settings;
        this.load = new LoadGenerator(LoadGenerator.Options.to(stack.mqtt().uri(), name, SEED));
        this.topics = new KafkaTopics(stack.kafka().bootstrapServers());
    }

    /** A broker, Kafka and workers; nothing asks for MySQL. */
    static LocalStackBuilder stack(int workers) {
        return LocalStack.builder()
                .plugins(StackExtension.pluginPath())
                .progress(System.out::println)
                .externalMySql(new MySqlAddress("127.0.0.1:3306", "", "nobody", ""), "none")
                .workers(workers)
                .workerSetting("session.timeout.ms", "6000")
                .workerSetting("heartbeat.interval.ms", "2000");
    }

    /** One filter for each device, so that there are ten that can be divided. */
    static String eachDevice(String name) {
        List<String> filters = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> filters.add(name + "/device-" + i % 2 + "-" + i / 2));
        return String.join(",", filters);
    }

    /** Returns when all tasks are subscribed; the settings come on top of the usual ones. */
    static SourceRun start(LocalStack stack, String name, int tasks, String... settings) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.mqttmysql.source.MqttSourceConnector");
        config.put("tasks.max", Integer.toString(tasks));
        config.put("mqtt.server.uris", stack.mqtt().uri());
        config.put("mqtt.topic.filters", name + "/#");
        config.put("mqtt.keep.alive.seconds", "5");
        config.put("mqtt.connect.timeout.ms", Long.toString(Bounds.ANSWER_MS));
        config.put("mqtt.reconnect.backoff.ms", "100");
        config.put("mqtt.reconnect.backoff.max.ms", "2000");
        config.put("kafka.topic", name);
        config.put("topic.creation.default.partitions", "3");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("producer.override.enable.idempotence", "true");
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        SourceRun run = new SourceRun(stack, name, config);
        run.set(settings);
        run.awaitConnected(tasks);
        return run;
    }

    /** Changes settings of the connector. */
    void set(String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        stack.connect().put(name, settings);
    }

    String name() {
        return name;
    }

    LoadGenerator load() {
        return load;
    }

    KafkaTopics topics() {
        return topics;
    }

    /**
     * Its tasks end; their sessions stay. The workers are asked and not Connect's status, which on a busy machine listed
     * a task as running for ten minutes after its end (4.4.0).
     */
    void stop() {
        stack.connect().stop(name);
        await().until(() -> stack.connect().status(name).state().equals("STOPPED")
                && stack.workers().stream()
                        .filter(ConnectWorker::isRunning)
                        .noneMatch(worker -> WorkerMetrics.runsATask(worker, name)));
    }

    void resume(int tasks) {
        stack.connect().resume(name);
        awaitConnected(tasks);
    }

    /** Of a connector that is stopped. */
    void forgetOffsets() {
        stack.connect().send("DELETE", "connectors/" + name + "/offsets", NullNode.getInstance());
    }

    /** Each of them: one that moves may be connected on two workers for a moment. */
    void awaitConnected(int tasks) {
        await().until(() -> isRunning()
                && stack.connect().status(name).tasks().size() == tasks
                && connectedTasks().size() == tasks);
    }

    private Set<Integer> connectedTasks() {
        Set<Integer> connected = new HashSet<>();
        metrics()
                .forEach(tasks -> tasks.forEach((task, values) -> {
                    if (values.getOrDefault("connected", 0L) == 1) {
                        connected.add(task);
                    }
                }));
        return connected;
    }

    /** Returns when the tasks have connected anew so often, since they started, and are subscribed. */
    void awaitReconnects(int count) {
        await().until(() -> metric("reconnects-total") >= count && metric("connected") > 0);
    }

    /** Returns when a silent link would have been given up twice over. */
    static void threeKeepAlives() {
        awaitPassing(THREE_KEEP_ALIVES);
    }

    /** Where time itself is what a server acts upon. */
    static void awaitPassing(Duration time) {
        long since = System.nanoTime();
        await().until(() -> System.nanoTime() - since > time.toNanos());
    }

    /** Where the task is just now. */
    ConnectWorker workerOfTask(int task) {
        return stack.workers().stream()
                .filter(worker -> WorkerMetrics.of(worker, name).containsKey(task))
                .findFirst()
                .orElseThrow();
    }

    boolean isRunning() {
        return stack.connect().status(name).isRunning();
    }

    /** Of all tasks together. */
    long metric(String metric) {
        return metrics()
                .flatMap(tasks -> tasks.values().stream())
                .mapToLong(values -> values.getOrDefault(metric, 0L))
                .sum();
    }

    /** By worker and task. */
    private Stream<Map<Integer, Map<String, Long>>> metrics() {
        return stack.workers().stream().filter(ConnectWorker::isRunning).map(worker -> WorkerMetrics.of(worker, name));
    }

    /** Publishes until the broker has acknowledged so many more. */
    void awaitMore(int readings) {
        int enough = load.journal().acknowledgedCount() + readings;
        await().until(() -> load.journal().acknowledgedCount() >= enough);
    }

    /** How often each reading is in Kafka, once all are that the broker acknowledged. */
    Map<Reading.Id, Integer> settle() {
        await().ignoreException(StackException.class).untilAsserted(() -> {
            assertThat(topics.count(name))
                    .as(this::state)
                    .isGreaterThanOrEqualTo(load.journal().acknowledgedCount());
            assertThat(missing(stored())).as(this::state).isEmpty();
        });
        Map<Reading.Id, Integer> stored = stored();
        assertThat(load.journal().sent().readings().keySet())
                .as("nothing is invented")
                .containsAll(stored.keySet());
        return stored;
    }

    /** For whoever has to find out why something does not arrive. */
    String state() {
        return "records of " + name + ": " + topics.count(name) + "; "
                + stack.connect().status(name) + "; metrics " + metrics().toList();
    }

    private Set<Reading.Id> missing(Map<Reading.Id, Integer> stored) {
        Set<Reading.Id> missing = new HashSet<>(load.journal().sent().acknowledged());
        missing.removeAll(stored.keySet());
        return missing;
    }

    Map<Reading.Id, Integer> stored() {
        Map<Reading.Id, Integer> stored = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.read(name)) {
            String topic = new String(record.key(), StandardCharsets.UTF_8);
            Reading.parse(topic.substring(topic.lastIndexOf('/') + 1), record.value())
                    .ifPresent(reading -> stored.merge(reading.id(), 1, Integer::sum));
        }
        return stored;
    }

    /** How many records too many there are, once all is there. */
    long repeats() {
        return settle().values().stream().mapToLong(count -> count - 1).sum();
    }

    /** Nothing is there twice. */
    void settleWithoutRepeats() {
        assertThat(settle().values()).allMatch(count -> count == 1);
    }

    @Override
    public void close() {
        load.close();
        topics.close();
        stack.connect().delete(name);
    }
}
