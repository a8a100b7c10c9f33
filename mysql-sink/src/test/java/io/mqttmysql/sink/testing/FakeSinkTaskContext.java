// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.IllegalWorkerStateException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Remembers what the task asked Connect for. */
public final class FakeSinkTaskContext implements SinkTaskContext {
    private final List<Long> timeouts = new ArrayList<>();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private Set<TopicPartition> assignment = Set.of();
    private PluginMetrics metrics;
    private ErrantRecordReporter reporter;

    /** Who takes bad records. */
    public void reporter(ErrantRecordReporter wanted) {
        reporter = wanted;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }

    /** Without any, the worker is older than they are. */
    public void metrics(PluginMetrics shown) {
        metrics = shown;
    }

    /** Milliseconds, in order. */
    public List<Long> timeouts() {
        return timeouts;
    }

    /** Where Kafka was asked to deliver from. */
    public Map<TopicPartition, Long> offsets() {
        return offsets;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> wanted) {
        offsets.putAll(wanted);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offsets.put(partition, offset);
    }

    @Override
    public void timeout(long millis) {
        timeouts.add(millis);
    }

    /** What Connect has given to the task. It remembers what was paused until partitions come. */
    public void assign(TopicPartition... partitions) {
        assignment = Set.of(partitions);
        if (!assignment.isEmpty()) {
            paused.retainAll(assignment);
        }
    }

    public Set<TopicPartition> paused() {
        return paused;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        requireAssigned(partitions);
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        requireAssigned(partitions);
        paused.removeAll(List.of(partitions));
    }

    /** As Connect's, which throws out of {@code put}. */
    private void requireAssigned(TopicPartition... partitions) {
        if (!assignment.containsAll(List.of(partitions))) {
            throw new IllegalWorkerStateException("not assigned: " + List.of(partitions));
        }
    }

    @Override
    public void requestCommit() {
        throw new UnsupportedOperationException("the sink never asks for a commit");
    }

    @Override
    public PluginMetrics pluginMetrics() {
        if (metrics == null) {
            throw new NoSuchMethodError("pluginMetrics");
        }
        return metrics;
    }
}
