// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.TableId;
import org.junit.jupiter.api.Test;

class OffsetStatementsTest {
    private final OffsetStatements statements = new OffsetStatements(TableId.of("ops", "offsets"));

    @Test
    void locksTheRowItReads() {
        assertThat(statements.lock()).isEqualTo("""
                SELECT next_offset, last_timestamp FROM `ops`.`offsets` \
                WHERE owner = ? AND topic = ? AND partition_id = ? FOR UPDATE""");
    }

    @Test
    void movesOnlyWhatIsWhereItWasExpected() {
        assertThat(statements.advance()).isEqualTo("""
                UPDATE `ops`.`offsets` SET next_offset = ?, last_timestamp = ? \
                WHERE owner = ? AND topic = ? AND partition_id = ? AND next_offset = ?""");
    }

    @Test
    void writesTheFirstPositionOfAPartition() {
        assertThat(statements.insert()).isEqualTo("""
                INSERT INTO `ops`.`offsets` (next_offset, last_timestamp, owner, topic, partition_id) \
                VALUES (?, ?, ?, ?, ?)""");
    }

    @Test
    void removesOnlyWhatItsOwnerStored() {
        assertThat(statements.delete()).isEqualTo("""
                DELETE FROM `ops`.`offsets` WHERE owner = ? AND topic = ? AND partition_id = ?""");
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
                  PRIMARY KEY (owner, topic, partition_id)
                ) ENGINE = InnoDB""");
    }
}
