// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.TableId;
import org.junit.jupiter.api.Test;

class OffsetStatementsTest {
    private final OffsetStatements statements = new OffsetStatements(TableId.of("ops", "offsets"), 2);

    @Test
    void locksTheRowsOfAllPartitionsInOneOrder() {
        assertThat(statements.lock(2)).isEqualTo("""
                SELECT topic, partition_id, next_offset, last_timestamp, newest_timestamp, moved_to \
                FROM `ops`.`offsets` FORCE INDEX (PRIMARY) \
                WHERE (owner = ? AND topic = ? AND partition_id = ?) OR (owner = ? AND topic = ? AND partition_id = ?) \
                ORDER BY owner, topic, partition_id FOR UPDATE""");
    }

    @Test
    void movesAllPositionsWithOneStatement() {
        assertThat(statements.move(2)).isEqualTo("""
                INSERT INTO `ops`.`offsets` \
                (owner, topic, partition_id, next_offset, last_timestamp, newest_timestamp, moved_to, format) \
                VALUES (?, ?, ?, ?, ?, ?, ?, 2), (?, ?, ?, ?, ?, ?, ?, 2) \
                ON DUPLICATE KEY UPDATE next_offset = VALUES(next_offset), last_timestamp = VALUES(last_timestamp), \
                newest_timestamp = VALUES(newest_timestamp), moved_to = VALUES(moved_to), format = 2""");
    }

    @Test
    void worksOnATableOfFormat1() {
        OffsetStatements old = new OffsetStatements(TableId.of("ops", "offsets"), 1);

        assertThat(old.read(1)).startsWith("""
                SELECT topic, partition_id, next_offset, last_timestamp, NULL, NULL FROM""");
        assertThat(old.move(1)).isEqualTo("""
                INSERT INTO `ops`.`offsets` (owner, topic, partition_id, next_offset, last_timestamp) \
                VALUES (?, ?, ?, ?, ?) \
                ON DUPLICATE KEY UPDATE next_offset = VALUES(next_offset), last_timestamp = VALUES(last_timestamp)""");
    }

    @Test
    void removesOnlyWhatItsOwnerStored() {
        assertThat(statements.delete()).isEqualTo("""
                DELETE FROM `ops`.`offsets` WHERE (owner = ? AND topic = ? AND partition_id = ?)""");
        assertThat(statements.deleteAll()).isEqualTo("DELETE FROM `ops`.`offsets` WHERE owner = ?");
    }

    @Test
    void keepsTopicsApartThatDifferByCase() {
        assertThat(statements.create()).isEqualTo("""
                CREATE TABLE IF NOT EXISTS `ops`.`offsets` (
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
                ) ENGINE = InnoDB""");
    }
}
