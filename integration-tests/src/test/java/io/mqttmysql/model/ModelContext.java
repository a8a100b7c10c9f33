// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a task asks of its worker. One thread at a time. */
final class ModelContext implements SinkTaskContext {
    private final Set<TopicPartition> assignment;
    private final Consumer<SinkRecord> letters;
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();

    /** @param assignment as it is at any time */
    ModelContext(Set<TopicPartition> assignment, Consumer<SinkRecord> letters) {
        this.assignment = assignment;
        this.letters = letters;
    }

    Map<TopicPartition, Long> takeSeeks() {
        Map<TopicPartition, Long> taken = Map.copyOf(seeks);
        seeks.clear();
        return taken;
    }

    boolean isPaused(TopicPartition partition) {
        return paused.contains(partition);
    }

    /** Offsets that were asked for Connect has taken over before partitions can leave; what is paused it remembers. */
    void forget(Collection<TopicPartition> partitions) {
        seeks.keySet().removeAll(partitions);
    }

    /** What is paused and not here any more is forgotten when partitions come, and only then. */
    void assigned() {
        paused.retainAll(assignment);
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        seeks.put(partition, offset);
    }

    /** The next round comes at once in any case. */
    @Override
    public void timeout(long millis) {}

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        Arrays.asList(partitions).forEach(paused::remove);
    }

    @Override
    public void requestCommit() {}

    /** As a worker before Kafka 4.1. */
    @Override
    public PluginMetrics pluginMetrics() {
        throw new NoSuchMethodError("pluginMetrics");
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (record, error) -> {
            letters.accept(record);
            return CompletableFuture.completedFuture(null);
        };
    }
}
