// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedTablesTest {
    private static final TableId STATE = TableId.of("state");
    private static final TableId LOG = TableId.of("ops", "log");
    private static final TableId ABSENT = TableId.of("absent");

    private final List<TableId> reads = new ArrayList<>();
    private final RememberedTables tables = new RememberedTables(id -> {
        reads.add(id);
        return id.equals(ABSENT)
                ? Optional.empty()
                : Optional.of(new TableDefinition(id, List.of(), List.of(), List.of()));
    });

    @Test
    void readsEachTableOnce() throws SQLException {
        findAll();
        findAll();

        assertThat(reads).containsExactly(STATE, LOG, ABSENT);
    }

    @Test
    void looksAgainForWhatWasMissing() throws SQLException {
        findAll();
        reads.clear();

        tables.forgetMissing();
        findAll();

        assertThat(reads).containsExactly(ABSENT);
    }

    @Test
    void forgetsOneTableByTheNameThatFailuresCarry() throws SQLException {
        findAll();
        reads.clear();

        tables.forget("ops.log");
        findAll();

        assertThat(reads).containsExactly(LOG);
    }

    private void findAll() throws SQLException {
        tables.find(STATE);
        tables.find(LOG);
        tables.find(ABSENT);
    }
}
