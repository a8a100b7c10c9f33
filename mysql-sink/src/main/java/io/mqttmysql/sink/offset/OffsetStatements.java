// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.table.TableId;

/**
 * The text of the statements on the table of positions. Names are compared by bytes: Kafka's topics differ by case.
 * {@code format} is the version of the table's meaning, 1.
 */
public record OffsetStatements(TableId table) {

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
                  PRIMARY KEY (owner, topic, partition_id)
                ) ENGINE = InnoDB""".formatted(table.quoted());
    }

    /** owner, topic, partition_id; waits for whoever holds the row. */
    public String lock() {
        return "SELECT next_offset, last_timestamp FROM " + table.quoted()
                + " WHERE owner = ? AND topic = ? AND partition_id = ? FOR UPDATE";
    }

    /** next_offset, last_timestamp, owner, topic, partition_id. */
    public String insert() {
        return "INSERT INTO " + table.quoted()
                + " (next_offset, last_timestamp, owner, topic, partition_id)"
                + " VALUES (?, ?, ?, ?, ?)";
    }

    /** next_offset, last_timestamp, owner, topic, partition_id, expected next_offset. */
    public String advance() {
        return "UPDATE " + table.quoted() + " SET next_offset = ?, last_timestamp = ?"
                + " WHERE owner = ? AND topic = ? AND partition_id = ? AND next_offset = ?";
    }

    /** owner, topic, partition_id. */
    public String delete() {
        return "DELETE FROM " + table.quoted() + " WHERE owner = ? AND topic = ? AND partition_id = ?";
    }

    /** owner. */
    public String deleteAll() {
        return "DELETE FROM " + table.quoted() + " WHERE owner = ?";
    }
}
