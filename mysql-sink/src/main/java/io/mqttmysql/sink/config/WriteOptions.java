// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * @param batchSize rows of one statement at most
 * @param transactionMaxBytes of all rows of one transaction, as they stand in statements; a single record may be larger
 * @param maxTables tables that the connector makes at most
 * @param maxColumns of a table that the connector makes or widens
 * @param changedMaxKeys keys whose last rows a task knows at once
 */
public record WriteOptions(int batchSize, long transactionMaxBytes, int maxTables, int maxColumns, int changedMaxKeys) {
    public static final String BATCH_SIZE = "batch.size";
    public static final String TRANSACTION_MAX_BYTES = "transaction.max.bytes";
    public static final String MAX_TABLES = "max.tables";
    public static final String MAX_COLUMNS = "max.columns";
    public static final String CHANGED_MAX_KEYS = "changed.max.keys";

    /** About a second's work; far below what Group Replication (150 MB) and binary log caches take. */
    private static final long DEFAULT_TRANSACTION_BYTES = 16L * 1024 * 1024;

    /** InnoDB's limit. */
    private static final int MOST_COLUMNS = 1_017;

    public static ConfigDef define(ConfigDef def) {
        def.define(BATCH_SIZE, Type.INT, 3_000, Range.between(1, 100_000), Importance.MEDIUM, """
                Rows of one INSERT statement at most; bytes bound it too (half of the server's max_allowed_packet).
                Larger than consumer.override.max.poll.records it has no effect.""");
        def.define(TRANSACTION_MAX_BYTES, Type.LONG, DEFAULT_TRANSACTION_BYTES, Range.atLeast(1), Importance.LOW, """
                Bytes of one transaction, estimated. A larger delivery becomes several transactions, split between
                records; one larger record is a transaction of its own.""");
        def.define(MAX_TABLES, Type.INT, 100, Range.atLeast(1), Importance.LOW, """
                Tables that auto.create makes at most, all tasks together. A record that needs one more cannot be
                stored.""");
        def.define(CHANGED_MAX_KEYS, Type.INT, 100_000, Range.atLeast(1), Importance.LOW, """
                Keys whose last rows a task keeps in memory for changed.only. Of more, those that came longest ago are
                forgotten, and their next row is written though it did not change.""");
        return def.define(MAX_COLUMNS, Type.INT, 200, Range.between(1, MOST_COLUMNS), Importance.LOW, """
                Columns that a table has at most after auto.create or auto.evolve. A record that needs one more
                cannot be stored.""");
    }

    public static WriteOptions from(AbstractConfig config) {
        return new WriteOptions(
                config.getInt(BATCH_SIZE),
                config.getLong(TRANSACTION_MAX_BYTES),
                config.getInt(MAX_TABLES),
                config.getInt(MAX_COLUMNS),
                config.getInt(CHANGED_MAX_KEYS));
    }
}
