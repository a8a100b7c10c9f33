// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What Connect gives to a task: here the source offsets are a map, which several tasks can share. */
public final class FakeTaskContext implements SourceTaskContext {
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<PluginMetrics> metrics = new AtomicReference<>();
    private final AtomicReference<TransactionContext> transactions = new AtomicReference<>();

    /** Kafka has the record, and so its offset. */
    public void store(SourceRecord record) {
        offsets.put(record.sourcePartition(), record.sourceOffset());
    }

    /** An offset of an earlier task. */
    public void store(String clientId, Map<String, ?> offset) {
        offsets.put(Map.of("mqtt.client.id", clientId), offset);
    }

    /** Kafka is away, or back: while it is away the offsets cannot be read. */
    public void away(boolean is) {
        isAway.set(is);
    }

    /** How often the offsets were read. */
    public int looks() {
        return looks.get();
    }

    public void metrics(PluginMetrics present) {
        metrics.set(present);
    }

    public void transactions(TransactionContext present) {
        transactions.set(present);
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    /** Null on a worker without exactly-once support. */
    @Override
    public TransactionContext transactionContext() {
        return transactions.get();
    }

    /** As a worker before 4.1, which has no such method, unless the test gives some. */
    @Override
    public PluginMetrics pluginMetrics() {
        if (metrics.get() == null) {
            throw new NoSuchMethodError("pluginMetrics");
        }
        return metrics.get();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return new OffsetStorageReader() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> Map<String, Object> offset(Map<String, T> partition) {
                return (Map<String, Object>) offsets.get(partition);
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                looks.incrementAndGet();
                if (isAway.get()) {
                    throw new ConnectException("Failed to fetch offsets");
                }
                Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                partitions.forEach(partition -> found.put(partition, offset(partition)));
                return found;
            }
        };
    }
}
