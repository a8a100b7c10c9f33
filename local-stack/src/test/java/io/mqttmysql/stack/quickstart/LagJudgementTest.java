// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LagJudgementTest {
    private static final DatabaseLook SEEN = new DatabaseLook(Map.of("mine", 3L, "dead_letters", 1L), List.of());

    @Test
    void isGoodWhenAllRunAndNothingIsLeft() {
        LagJudgement.Verdict verdict = new LagJudgement.Verdict(List.of(), 0, SEEN);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.sentence()).startsWith("DONE: ").contains("3 rows and 1 dead letters");
    }

    @Test
    void namesWhatIsLeftAndWhoDoesNotRun() {
        LagJudgement.Verdict verdict = new LagJudgement.Verdict(List.of("mysql-sink is PAUSED"), 7, SEEN);

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.sentence())
                .isEqualTo("NOT DONE: mysql-sink is PAUSED; 7 records in Kafka are not dealt with (3 rows and 1 dead"
                        + " letters so far).");
    }

    @Test
    void eitherIsEnoughToFail() {
        assertThat(new LagJudgement.Verdict(List.of("x is FAILED"), 0, SEEN).holds())
                .isFalse();
        assertThat(new LagJudgement.Verdict(List.of(), 1, SEEN).holds()).isFalse();
    }
}
