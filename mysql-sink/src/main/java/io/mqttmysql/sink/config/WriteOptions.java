// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** @param batchSize rows of one statement at most */
public record WriteOptions(int batchSize) {
    public static final String BATCH_SIZE = "batch.size";

    public static ConfigDef define(ConfigDef def) {
        return def.define(BATCH_SIZE, Type.INT, 3_000, Range.between(1, 100_000), Importance.MEDIUM, """
                Rows of one INSERT statement at most; bytes bound it too (half of the server's max_allowed_packet).
                Larger than consumer.override.max.poll.records it has no effect.""");
    }

    public static WriteOptions from(AbstractConfig config) {
        return new WriteOptions(config.getInt(BATCH_SIZE));
    }
}
