// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.quickstart.database.DatabaseLook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LagJudgementTest {
    private static final DatabaseLook SEEN = new DatabaseLook(Map.of("mine", 3L, "dead_letters", 1L), List.of());

    @Test
    void isGoodWhenAllRunAndNothingIsLeft() {
        LagJudgement.Verdict verdict = new LagJudgement.Verdict(List.of(), 5, 0, SEEN);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.sentence()).startsWith("DONE: ").contains("(messages 5, rows 3, dead letters 1)");
    }

    @Test
    void namesWhatIsLeftAndWhoDoesNotRun() {
        LagJudgement.Verdict verdict = new LagJudgement.Verdict(List.of("mysql-sink is PAUSED"), 11, 7, SEEN);

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.sentence())
                .isEqualTo("NOT DONE: mysql-sink is PAUSED; 7 records in Kafka are not dealt with (messages 11,"
                        + " rows 3, dead letters 1 so far).");
    }

    @Test
    void saysWhatAGoodRunWithoutRowsMayBeMissing() {
        assertThat(new LagJudgement.Verdict(List.of(), 5, 0, SEEN).advice()).isEmpty();
        assertThat(new LagJudgement.Verdict(List.of(), 0, 0, DatabaseLook.NOTHING).advice())
                .get()
                .asString()
                .startsWith("Nothing arrived");
        assertThat(new LagJudgement.Verdict(List.of(), 5, 0, DatabaseLook.NOTHING).advice())
                .get()
                .asString()
                .contains("is there a strategy for your topics?");
    }

    @Test
    void eitherIsEnoughToFail() {
        assertThat(new LagJudgement.Verdict(List.of("x is FAILED"), 5, 0, SEEN).holds())
                .isFalse();
        assertThat(new LagJudgement.Verdict(List.of(), 5, 1, SEEN).holds()).isFalse();
    }
}
