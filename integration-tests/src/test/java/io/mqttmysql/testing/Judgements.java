// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.Verdict;
import io.mqttmysql.history.Verdict.Repeat;

/** Assertions on a verdict that show its findings. */
public final class Judgements {
    private static final int SHOWN = 10;

    private Judgements() {}

    /** Nothing lost, nothing invented, nothing altered, nothing that the promise forbids. */
    public static void assertProved(Verdict verdict) {
        assertThat(verdict.holds())
                .as(
                        "%s %s",
                        verdict.sentence(),
                        verdict.findings().stream().limit(SHOWN).toList())
                .isTrue();
    }

    /** And nothing repeated, whatever the promise allows: a run that nobody disturbed. */
    public static void assertProvedWithoutRepeats(Verdict verdict) {
        assertProved(verdict);
        for (Repeat repeat : Repeat.values()) {
            assertThat(verdict.count(repeat))
                    .as("%s: %s", repeat, verdict.sentence())
                    .isZero();
        }
    }
}
