// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> 1);

        assertThat(backoff.delay(0)).hasSeconds(1);
        assertThat(backoff.delay(1)).hasSeconds(2);
        assertThat(backoff.delay(2)).hasSeconds(4);
        assertThat(backoff.delay(3)).hasSeconds(5);
        assertThat(backoff.delay(1_000_000)).hasSeconds(5);
    }

    @Test
    void isAtLeastHalfOfItWhateverTheJitter() {
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> 0).delay(1))
                .hasSeconds(1);
    }
}
