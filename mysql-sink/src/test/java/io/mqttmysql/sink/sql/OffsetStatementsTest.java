// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

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
    void removesOnlyWhatItsOwnerStored() {
        assertThat(statements.deleteAll()).isEqualTo("DELETE FROM `ops`.`offsets` WHERE owner = ?");
    }

    @Test
    void keepsTopicsApartThatDifferByCase() {
        assertThat(statements.create()).contains("ENGINE = InnoDB", "ascii_bin", "utf8mb4_bin");
    }
}
