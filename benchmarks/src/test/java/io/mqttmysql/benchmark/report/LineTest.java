// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Median.of(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
        assertThat(Median.of(List.of(7.0))).isEqualTo(7.0);
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsRatios() {
        Line limit = Lines.line("a job", Role.LIMIT, 100, 50, 200);
        Line ours = Lines.line("a job", Role.OURS, 90, 45, 60); // the ratio of the medians would be 0.6

        assertThat(ours.ratioTo(limit)).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void knowsTheRange() {
        Line line = Lines.line("a job", Role.OURS, 100, 50, 200);

        assertThat(line.slowest()).isEqualTo(50);
        assertThat(line.fastest()).isEqualTo(200);
    }
}
