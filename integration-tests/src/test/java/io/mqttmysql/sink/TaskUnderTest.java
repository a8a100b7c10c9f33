// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A sink task with a whole configuration, without Connect around it: bad records are tolerated and remembered. */
final class TaskUnderTest implements AutoCloseable {
    static final TopicPartition PARTITION = new TopicPartition("home", 0);

    private final SinkTask task = new MySqlSinkTask();
    private final List<Long> putAside = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private boolean isHolding;
    private final AtomicInteger timesHeld = new AtomicInteger();

    /** @param properties besides those of the connection */
    TaskUnderTest(Database database, String properties) {
        this(database, properties, Map.of());
    }

    TaskUnderTest(Database database, String properties, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(database.connection());
        settings.put("name", database.name()); // tables that a connector has made are counted in all databases
        settings.put("task.index", "0");
        settings.put("topics", PARTITION.topic());
        settings.put("errors.tolerance", "all");
        settings.put("errors.log.enable", "true");
        settings.putAll(read(properties));
        settings.putAll(others);
        task.initialize(context());
        task.start(settings);
        task.open(List.of(PARTITION));
    }

    private static Map<String, String> read(String properties) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        return settings;
    }

    private SinkTaskContext context() {
        ErrantRecordReporter reporter = (record, error) -> {
            putAside.add(record.kafkaOffset());
            reasons.add(error.getMessage());
            return CompletableFuture.completedFuture(null);
        };
        return (SinkTaskContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "errantRecordReporter" -> reporter;
                    case "assignment" -> Set.of(PARTITION);
                    case "pause" -> {
                        isHolding = true;
                        yield null;
                    }
                    case "resume" -> {
                        isHolding = false;
                        yield null;
                    }
                    default -> null;
                });
    }

    /** A record as the MQTT source makes it; of a null payload one without value. */
    static SinkRecord record(long offset, String topic, String payload) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("mqtt.topic", topic);
        return new SinkRecord(
                PARTITION.topic(),
                PARTITION.partition(),
                Schema.STRING_SCHEMA,
                topic,
                Schema.BYTES_SCHEMA,
                payload == null ? null : payload.getBytes(StandardCharsets.UTF_8),
                offset,
                1_795_341_600_000L + offset,
                TimestampType.CREATE_TIME,
                headers);
    }

    /** A delivery, with topics and payloads in turn, from the given offset on. */
    void put(long offset, String... topicsAndPayloads) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < topicsAndPayloads.length; i += 2) {
            records.add(record(offset + i / 2, topicsAndPayloads[i], topicsAndPayloads[i + 1]));
        }
        put(records);
    }

    void put(List<SinkRecord> records) {
        task.put(records);
    }

    /** Delivers, then calls again for as long as the task holds some of it, as Connect does. */
    void insist(List<SinkRecord> records) {
        task.put(records);
        await().until(() -> {
            if (isHolding) {
                timesHeld.incrementAndGet();
                task.put(List.of());
            }
            return !isHolding;
        });
    }

    /** Whether records wait in the task, so that it takes no others. */
    boolean isHolding() {
        return isHolding;
    }

    /** How often {@link #insist} had to call again. Any thread. */
    int timesHeld() {
        return timesHeld.get();
    }

    /** Offsets of the records that were reported. */
    List<Long> putAside() {
        return putAside;
    }

    /** What the reports say. */
    List<String> reasons() {
        return reasons;
    }

    @Override
    public void close() {
        task.close(List.of(PARTITION));
        task.stop();
    }
}
