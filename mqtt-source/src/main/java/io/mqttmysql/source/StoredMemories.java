// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.handover.TaskMemories;
import io.mqttmysql.source.handover.TaskMemory;
import io.mqttmysql.source.mapping.RecordMapper;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What the tasks remembered, as Connect keeps it: in the source offsets of their last records. */
record StoredMemories(MqttSourceConfig config, OffsetStorageReader offsets) implements TaskMemories {
    @Override
    public Map<Integer, TaskMemory> of(Collection<Integer> tasks) {
        Map<Map<String, String>, Integer> partitions = tasks.stream()
                .collect(Collectors.toMap(task -> RecordMapper.partition(config.clientId(task)), Function.identity()));
        Map<Integer, TaskMemory> memories = new HashMap<>();
        offsets.offsets(partitions.keySet()).forEach((partition, offset) -> {
            if (offset != null) {
                memories.put(partitions.get(partition), TaskMemory.of(offset));
            }
        });
        return memories;
    }
}
