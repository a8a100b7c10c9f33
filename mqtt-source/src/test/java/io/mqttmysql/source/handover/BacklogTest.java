// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long QUIET_S = 10;

    private final AtomicLong nanos = new AtomicLong();
    private final Backlog backlog = new Backlog(Duration.ofSeconds(QUIET_S), nanos::get);

    @Test
    void hasComeWhenNothingCameForAWhile() {
        assertThat(after(0, 0, true)).isFalse();
        assertThat(after(QUIET_S - 1, 0, true)).isFalse();
        assertThat(after(1, 1, true)).as("one more").isFalse();
        assertThat(after(QUIET_S - 1, 1, true)).isFalse();
        assertThat(after(1, 1, true)).isTrue();
    }

    @Test
    void hasNotComeWhileKafkaIsAway() {
        after(1, 500, false);
        for (int minute = 0; minute < 60; minute++) {
            assertThat(after(60, 500, false)).isFalse();
        }
    }

    @Test
    void isTakenForCompleteWhereMessagesNeverEnd() {
        for (int second = 1; second < 6 * QUIET_S; second++) {
            assertThat(after(1, second, false)).isFalse();
        }
        assertThat(after(1, 6 * QUIET_S, false)).isTrue();
    }

    @Test
    void countsAnewOnANewLink() {
        after(0, 0, true);
        after(QUIET_S - 1, 0, true);
        backlog.restart();
        assertThat(after(1, 0, true)).isFalse();
        assertThat(after(QUIET_S, 0, true)).isTrue();
    }

    /** A process that stood still has not seen what waits in its sockets. */
    @Test
    void hasNotComeWhileTheProcessStoodStill() {
        after(0, 0, true);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(backlog.hasCome(new Traffic(0, true))).as("nothing came").isFalse();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(backlog.hasCome(new Traffic(1, false))).as("one came").isFalse();
        assertThat(after(QUIET_S - 1, 1, true)).isFalse();
        assertThat(after(1, 1, true)).isTrue();
    }

    /** Looks every second, as sessions do. */
    private boolean after(long seconds, long received, boolean idle) {
        for (long second = 1; second < seconds; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(backlog.hasCome(new Traffic(received, idle)))
                    .as("second %d of %d", second, seconds)
                    .isFalse();
        }
        nanos.addAndGet(Duration.ofSeconds(Math.min(1, seconds)).toNanos());
        return backlog.hasCome(new Traffic(received, idle));
    }
}
