// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilentStartTest {
    private long now = Long.MAX_VALUE - 1; // nanoTime may begin anywhere
    private final SilentStart start = new SilentStart("house-0", List.of("Home/#"), () -> now);

    private boolean look(int seconds, boolean isConnected, long messages) {
        now += Duration.ofSeconds(seconds).toNanos();
        return start.look(isConnected, messages);
    }

    @Test
    void saysOnceThatNothingCame() {
        assertThat(look(0, true, 0)).isFalse();
        assertThat(look(29, true, 0)).isFalse();
        assertThat(look(1, true, 0)).isTrue();
        assertThat(look(60, true, 0)).isFalse();
    }

    @Test
    void saysNothingWhereSomethingCame() {
        assertThat(look(0, true, 0)).isFalse();
        assertThat(look(29, true, 1)).isFalse();
        assertThat(look(60, true, 1)).isFalse();
    }

    /** Of an absent broker others speak. */
    @Test
    void countsTheTimeOfOneConnection() {
        assertThat(look(60, false, 0)).isFalse();
        assertThat(look(20, true, 0)).isFalse();
        assertThat(look(20, false, 0)).isFalse();
        assertThat(look(20, true, 0)).isFalse();
        assertThat(look(29, true, 0)).isFalse();
        assertThat(look(1, true, 0)).isTrue();
    }
}
