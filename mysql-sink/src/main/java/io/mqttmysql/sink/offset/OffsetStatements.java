// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.table.TableId;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of the statements on the table of positions. Names are compared by bytes: Kafka's topics differ by case.
 *
 * @param format version of the table's meaning: 1 has no {@code newest_timestamp} and no {@code moved_to}. A sink of
 *     format 1 works beside one of format 2 on a table of format 2: it names its columns
 */
public record OffsetStatements(TableId table, int format) {
    /** Of tables that this sink makes. */
    public static final int FORMAT = 2;

    /** Without it the table has format 1. */
    static final String COLUMN_OF_FORMAT_2 = "moved_to";

    private static final String PARTITION = "(owner = ? AND topic = ? AND partition_id = ?)";

    public String create() {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                  owner VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
                  topic VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  partition_id INT NOT NULL,
                  next_offset BIGINT NOT NULL,
                  last_timestamp BIGINT NULL,
                  format TINYINT NOT NULL DEFAULT 1,
                  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
                  newest_timestamp BIGINT NULL,
                  moved_to BIGINT NULL,
                  PRIMARY KEY (owner, topic, partition_id)
                ) ENGINE = InnoDB""".formatted(table.quoted());
    }

    /** From format 1 to 2. */
    public String widen() {
        return "ALTER TABLE " + table.quoted()
                + " ADD COLUMN newest_timestamp BIGINT NULL, ADD COLUMN moved_to BIGINT NULL";
    }

    /**
     * owner, topic, partition_id of each. The index is forced: on a small table the server would read all rows, and
     * wait for those of others.
     */
    public String read(int partitions) {
        return "SELECT topic, partition_id, next_offset, last_timestamp, "
                + (format == 1 ? "NULL, NULL" : "newest_timestamp, moved_to") + " FROM " + table.quoted()
                + " FORCE INDEX (PRIMARY) WHERE "
                + Stream.generate(() -> PARTITION).limit(partitions).collect(Collectors.joining(" OR "))
                + " ORDER BY owner, topic, partition_id";
    }

    /** As {@link #read}; waits for whoever holds one of the rows, in one order for all tasks. */
    public String lock(int partitions) {
        return read(partitions) + " FOR UPDATE";
    }

    /**
     * owner, topic, partition_id, next_offset, last_timestamp and, from format 2, newest_timestamp, moved_to of each.
     */
    public String insert(int partitions) {
        String columns = "owner, topic, partition_id, next_offset, last_timestamp";
        String row = format == 1 ? "(?, ?, ?, ?, ?)" : "(?, ?, ?, ?, ?, ?, ?, 2)";
        return "INSERT INTO " + table.quoted() + " (" + columns
                + (format == 1 ? "" : ", newest_timestamp, moved_to, format") + ") VALUES "
                + String.join(", ", Collections.nCopies(partitions, row));
    }

    /** As {@link #insert}, of rows that are locked. VALUES() is what all servers understand. */
    public String move(int partitions) {
        return insert(partitions)
                + " ON DUPLICATE KEY UPDATE next_offset = VALUES(next_offset), last_timestamp = VALUES(last_timestamp)"
                + (format == 1
                        ? ""
                        : ", newest_timestamp = VALUES(newest_timestamp), moved_to = VALUES(moved_to), format = 2");
    }

    /** owner, topic, partition_id. */
    public String delete() {
        return "DELETE FROM " + table.quoted() + " WHERE " + PARTITION;
    }

    /** owner. */
    public String deleteAll() {
        return "DELETE FROM " + table.quoted() + " WHERE owner = ?";
    }
}
