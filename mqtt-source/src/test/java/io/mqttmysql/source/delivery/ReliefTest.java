// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReliefTest {
    private long now = 7;
    private final Relief relief = new Relief(() -> now);

    @Test
    void waitsUntilNothingIsHeld() {
        assertThat(relief.isDue(2, true)).isFalse();
        pass(Relief.STANDSTILL.minusMillis(1));
        assertThat(relief.isDue(1, true)).isFalse();
        pass(Relief.STANDSTILL.minusMillis(1));
        assertThat(relief.isDue(1, true)).isFalse();

        assertThat(relief.isDue(0, true)).isTrue();
    }

    @Test
    void doesNotWaitForWhatHangs() {
        assertThat(relief.isDue(1, true)).isFalse();

        pass(Relief.STANDSTILL);

        assertThat(relief.isDue(1, true)).isTrue();
    }

    @Test
    void waitsForRoomWhateverIsHeld() {
        assertThat(relief.isDue(0, false)).isFalse();
        pass(Relief.STANDSTILL);

        assertThat(relief.isDue(0, false)).isFalse();
    }

    @Test
    void countsFromTheLinkOnThatTakesNothing() {
        assertThat(relief.isDue(1, true)).isFalse();
        pass(Relief.STANDSTILL);

        relief.restart();

        assertThat(relief.isDue(1, true)).isFalse();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
