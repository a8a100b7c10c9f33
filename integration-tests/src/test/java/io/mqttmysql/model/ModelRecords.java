// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import io.mqttmysql.model.ModelPartition.Entry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** Entries as a task is given them, and as they come back in letters. */
final class ModelRecords {
    /** The table refuses a row of it. */
    static final int REFUSED = -1;

    private ModelRecords() {}

    static SinkRecord of(Entry entry) {
        String offset = switch (entry.kind()) {
            case UNFIT -> "\"no number\"";
            default -> Long.toString(entry.offset());
        };
        int mark = entry.kind() == ModelPartition.Kind.REFUSED ? REFUSED : 1;
        String payload = "{\"epoch\":%d,\"offset\":%s,\"mark\":%d,\"slot\":%d,\"state\":%d}"
                .formatted(entry.epoch(), offset, mark, entry.slot(), entry.state());
        return new SinkRecord(
                ModelWorker.TOPIC,
                entry.partition(),
                Schema.STRING_SCHEMA,
                entry.id(),
                Schema.BYTES_SCHEMA,
                payload.getBytes(StandardCharsets.UTF_8),
                entry.offset(),
                entry.time(),
                TimestampType.CREATE_TIME);
    }

    /** {@link Entry#id} of the record that a letter is about. */
    static String id(SinkRecord record) {
        return record.key().toString();
    }
}
