// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.testing.ManualTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class ConflictLogTest {
    private final SQLException deadlock = new SQLException("Deadlock found", "40001", 1213);

    private final Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
    private final ManualTime clock = new ManualTime();
    private final Time time = new Time() {
        @Override
        public long nanoTime() {
            return clock.now();
        }

        @Override
        public void await(Duration wait) {
            clock.await(wait);
        }
    };
    private final ConflictLog conflicts = new ConflictLog("house-0", time, new SubstituteLogger("test", events, false));

    @Test
    void tellsTheFirstAndThenHowMany() {
        for (int second = 0; second <= 120; second++) {
            conflicts.failed(deadlock);
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(lines())
                .containsExactly(
                        "house-0 - another transaction was in the way, so the delivery is tried again: Deadlock found"
                                + " (error 1213, SQLState 40001)",
                        "house-0 - another transaction was in the way (60 times since the last line about it), so the"
                                + " delivery is tried again: Deadlock found (error 1213, SQLState 40001)",
                        "house-0 - another transaction was in the way (60 times since the last line about it), so the"
                                + " delivery is tried again: Deadlock found (error 1213, SQLState 40001)");
        assertThat(events).allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.INFO));
    }

    @Test
    void tellsOneThatComesAfterAQuietTimeAtOnce() {
        conflicts.failed(deadlock);
        clock.pass(Duration.ofDays(1));
        conflicts.failed(new Conflict("table t was altered since it was read"));

        assertThat(lines().get(1))
                .isEqualTo("house-0 - another transaction was in the way, so the delivery is tried again: table t was"
                        + " altered since it was read (error 0, SQLState 40001)");
    }

    @Test
    void leavesToOthersWhatTheyTell() {
        conflicts.failed(new OutOfTime("to write the rows"));
        conflicts.failed(Conflict.told("the stored position of home-0 is 1, not 3"));

        assertThat(events).isEmpty();
    }

    private List<String> lines() {
        return events.stream()
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }
}
