// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.MqttSourceTask;
import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.message.SourceCounters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;

/** A started task and a Connect that does what the test says. */
public final class RunningTask implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final RecordMetadata STORED = new RecordMetadata(new TopicPartition("readings", 0), 0, 0, 0, 0, 0);

    private final MqttSourceTask task;
    private final String clientId;

    private RunningTask(MqttSourceTask task, String clientId) {
        this.task = task;
        this.clientId = clientId;
    }

    /** Starts a task that the test made, as one of several of a connector of this name. */
    public static RunningTask start(MqttSourceTask task, Map<String, String> properties) {
        RunningTask running =
                new RunningTask(task, properties.get("name") + "-" + properties.getOrDefault("task.index", "0"));
        task.start(properties);
        return running;
    }

    /** Starts a task with quick reconnects, and with these keys and values on top. */
    public static RunningTask start(String uris, String... options) {
        String name = "test" + NUMBERS.incrementAndGet();
        Map<String, String> properties = properties(uris);
        properties.put("name", name);
        for (int i = 0; i < options.length; i += 2) {
            properties.put(options[i], options[i + 1]);
        }
        return start(new MqttSourceTask(), properties);
    }

    /** Starts a task that speaks this version. */
    public static RunningTask start(ProtocolVersion version, String uris, String... options) {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "mqtt.protocol.version";
        all[options.length + 1] = version.number();
        return start(uris, all);
    }

    public static Map<String, String> properties(String uris) {
        Map<String, String> properties = new HashMap<>();
        properties.put("mqtt.server.uris", uris);
        properties.put("mqtt.topic.filters", "Home/#");
        properties.put("kafka.topic", "readings");
        properties.put("mqtt.reconnect.backoff.ms", "10");
        properties.put("mqtt.reconnect.backoff.max.ms", "40");
        properties.put("poll.max.wait.ms", "50");
        properties.put("mqtt.connect.timeout.ms", Bounds.NEVER_MS);
        return properties;
    }

    public String clientId() {
        return clientId;
    }

    /** Polls until this many records came. */
    public List<SourceRecord> poll(int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        long deadline = System.nanoTime() + Bounds.STEP.toNanos();
        while (records.size() < count && System.nanoTime() < deadline) {
            records.addAll(pollOnce());
        }
        assertThat(records).hasSize(count);
        return records;
    }

    public List<SourceRecord> pollOnce() throws InterruptedException {
        List<SourceRecord> records = task.poll();
        return records == null ? List.of() : records;
    }

    /** Polls until the task fails, which it must before long. */
    public void pollUntilFailure() throws InterruptedException {
        long deadline = System.nanoTime() + Bounds.STEP.toNanos();
        while (System.nanoTime() < deadline) {
            pollOnce();
        }
    }

    /** Kafka has the record. */
    public void commit(SourceRecord record) {
        task.commitRecord(record, STORED);
    }

    /** An exactly-once worker says on the task's thread that what it has sent so far is dealt with. */
    public void settle() {
        task.commit();
    }

    /** Connect dropped the record: a transformation filtered it. */
    public void drop(SourceRecord record) {
        task.commitRecord(record, null);
    }

    public static String payload(SourceRecord record) {
        return new String((byte[]) record.value(), StandardCharsets.UTF_8);
    }

    /** Waits until the task received this many messages from the broker. */
    public void awaitReceived(long count) {
        await().until(() -> task.counters().received().sum() >= count);
    }

    /** Waits until the task was subscribed this many times. */
    public void awaitConnections(long count) {
        await().until(() -> task.counters().connections().sum() >= count);
    }

    /** Waits until the task stopped taking messages this many times. */
    public void awaitOverruns(long count) {
        await().until(() -> task.counters().overruns().sum() >= count);
    }

    public SourceCounters counters() {
        return task.counters();
    }

    /** The threads that belong to this task, by name. */
    public List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.endsWith(clientId))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        task.stop();
    }
}
