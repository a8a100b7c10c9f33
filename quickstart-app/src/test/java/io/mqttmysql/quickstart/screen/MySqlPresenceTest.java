// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.quickstart.database.DatabaseLook;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MySqlPresenceTest {
    private static final DatabaseLook TEN_ROWS = new DatabaseLook(Map.of("climate", 10L), List.of());

    private long nanos;
    private Optional<SQLException> refusal = Optional.empty();
    private final MySqlPresence presence = new MySqlPresence(this::take, () -> nanos);

    @Test
    void whileMySqlIsAwayTheLastLookStaysAndTheTimeCounts() throws SQLException {
        presence.look();
        refusal = Optional.of(new SQLException("Communications link failure", "08S01"));
        presence.look();
        nanos = Duration.ofSeconds(3).toNanos();

        assertThat(presence.look()).isEqualTo(TEN_ROWS);
        assertThat(presence.away()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void itsReturnEndsTheOutage() throws SQLException {
        refusal = Optional.of(new SQLException("Communications link failure", "08S01"));
        presence.look();
        refusal = Optional.empty();
        presence.look();

        assertThat(presence.away()).isEmpty();
    }

    @Test
    void aRefusalIsNoAbsence() {
        refusal = Optional.of(new SQLException("Access denied", "28000"));

        assertThatThrownBy(presence::look).hasMessage("Access denied");
    }

    private DatabaseLook take() throws SQLException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return TEN_ROWS;
    }
}
