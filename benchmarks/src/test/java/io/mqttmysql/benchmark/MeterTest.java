// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.benchmark.report.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final long[] seconds = {0};

    @Test
    void theClockRunsFromTheLastLookBelowATenth() {
        Measurement measurement = measure(List.of(0L, 0L, 5L, 9L, 40L, 80L, 100L), sound());

        assertThat(measurement).isEqualTo(new Measurement(91, Duration.ofSeconds(3)));
    }

    @Test
    void whatArrivesAtOnceIsMeasuredFromTheLookBefore() {
        assertThat(measure(List.of(0L, 0L, 100L), sound())).isEqualTo(new Measurement(100, Duration.ofSeconds(1)));
    }

    @Test
    void saysWhyAContenderFailed() {
        assertThatThrownBy(() -> measure(List.of(0L, 30L), work(Optional.of("no such table"))))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("It failed after 30 of 100: no such table");
    }

    @Test
    void doesNotWaitForEver() {
        assertThatThrownBy(() -> measure(List.of(0L, 99L), sound()))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("Nothing arrived for 90 s after 99 of 100.");
    }

    /** One look a second; after the last count it stands still. */
    private Measurement measure(List<Long> counts, Contender.Running work) {
        Meter meter = new Meter(() -> seconds[0] * 1_000_000_000, () -> seconds[0]++);
        return meter.until(100, () -> counts.get((int) Math.min(seconds[0], counts.size() - 1)), work);
    }

    private static Contender.Running sound() {
        return work(Optional.empty());
    }

    private static Contender.Running work(Optional<String> failure) {
        return new Contender.Running() {
            @Override
            public Optional<String> failure() {
                return failure;
            }

            @Override
            public void close() {
                // nothing runs
            }
        };
    }
}
