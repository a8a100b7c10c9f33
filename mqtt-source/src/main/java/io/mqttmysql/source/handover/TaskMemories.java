// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import java.util.Collection;
import java.util.Map;

/** Reads what the tasks of this connector remembered with the last record that Kafka has of them. */
@FunctionalInterface
public interface TaskMemories {
    /** For a task that runs alone, and for the first time. */
    TaskMemories NONE = tasks -> Map.of();

    /** By the number of the task; tasks of which Kafka has no record are missing. May block. */
    Map<Integer, TaskMemory> of(Collection<Integer> tasks);
}
