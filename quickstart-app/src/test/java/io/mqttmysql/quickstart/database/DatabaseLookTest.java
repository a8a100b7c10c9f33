// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseLookTest {
    private static final DatabaseLook LOOK = new DatabaseLook(
            Map.of("climate", 5L, "samples", 6L, "latest", 4L, "climate_now", 2L, "dead_letters", 1L), List.of());

    @Test
    void countsRowsThatStay() {
        assertThat(LOOK.stored()).isEqualTo(11);
        assertThat(LOOK.deadLetters()).isEqualTo(1);
    }

    @Test
    void countsMessagesOfSeveralRowsOnce() {
        assertThat(LOOK.messages()).isEqualTo(7);
    }
}
