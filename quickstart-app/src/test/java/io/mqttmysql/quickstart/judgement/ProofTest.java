// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.quickstart.house.HouseMessage;
import io.mqttmysql.quickstart.house.HouseMessage.ExpectedRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The proof must catch what it is there to catch. */
class ProofTest {
    private static final HouseMessage WARM = message(1, "Home/kitchen/temperature", "21.5");
    private static final HouseMessage WARMER = message(2, "Home/kitchen/temperature", "22.5");
    private static final HouseMessage BROKEN = HouseMessage.broken(3, "Home/bathroom/temperature", "nan");

    private static final HouseMessage SEVERAL = new HouseMessage(
            4,
            "Home/loggers/bed/batch",
            "{}",
            List.of(
                    new ExpectedRow("samples", Map.of("position", "0")),
                    new ExpectedRow("samples", Map.of("position", "1"))),
            List.of());

    private static final String REASON = "'nan' is not a number";
    private int letters;

    private final Proof proof = new Proof(List.of(WARM, WARMER, BROKEN), Proof.Strangers.NONE);

    @Test
    void holdsWhenEveryMessageIsARowOrADeadLetter() {
        tell(row(1, "21.5"), row(2, "22.5"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        assertThat(proof.verdict().holds()).isTrue();
        assertThat(proof.verdict().sentence()).startsWith("PROVED: 3 messages").contains("0 lost, 0 doubled");
    }

    @Test
    void catchesALostRow() {
        tell(row(1, "21.5"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        assertFault("message 2 on Home/kitchen/temperature is lost");
    }

    @Test
    void catchesALostDeadLetter() {
        tell(row(1, "21.5"), row(2, "22.5"));
        proof.latest("latest", List.of(latest("22.5")));

        assertFault("message 3 on Home/bathroom/temperature is lost");
    }

    @Test
    void catchesADoubledRow() {
        tell(row(1, "21.5"), row(1, "21.5"), row(2, "22.5"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        assertThat(proof.verdict().holds()).isFalse();
        assertThat(proof.verdict().repeated()).isEqualTo(1);
    }

    @Test
    void catchesAChangedValue() {
        tell(row(1, "21.6"), row(2, "22.5"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        Proof.Verdict verdict = proof.verdict();
        assertThat(verdict.faults()).singleElement().asString().startsWith("message 1 has another row in readings");
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void aRowInAnotherTableIsALoss() {
        proof.row("rest", row(1, "21.5"));
        tell(row(2, "22.5"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        assertThat(proof.verdict().lost()).isEqualTo(1);
        assertThat(proof.verdict().faults()).anyMatch(fault -> fault.startsWith("message 1 has another row in rest"));
    }

    @Test
    void aMessageOfSeveralRowsIsThereWithAllOfThem() {
        Proof several = new Proof(List.of(SEVERAL), Proof.Strangers.NONE);
        several.latest("latest", List.of(Map.of("topic", SEVERAL.topic(), "payload", SEVERAL.payload())));
        several.row("samples", Map.of("message_id", "4", "position", "0"));

        assertThat(several.verdict().faults())
                .containsExactly("message 4 on Home/loggers/bed/batch, 1 of its rows, is lost");

        several.row("samples", Map.of("message_id", "4", "position", "1"));

        assertThat(several.verdict().holds()).isTrue();

        several.row("samples", Map.of("message_id", "4", "position", "1"));

        assertThat(several.verdict().repeated()).isEqualTo(1);
        assertThat(several.verdict().holds()).isFalse();
    }

    @Test
    void catchesAnOldLatestRow() {
        HouseMessage cool = climate(5, "17.00");
        HouseMessage warm = climate(6, "19.00");
        Proof now = new Proof(List.of(warm, cool), Proof.Strangers.NONE);

        now.latest("climate_now", List.of(Map.of("device", "hall", "temperature", "17.00")));

        assertThat(now.verdict().faults()).contains("climate_now of hall is not the last that was said");
    }

    @Test
    void catchesAnInventedRow() {
        tell(row(1, "21.5"), row(2, "22.5"), row(99, "0"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        assertFault("a row of readings has the id 99, which no acknowledged message has");
    }

    @Test
    void catchesAGoodMessageAmongTheDeadLetters() {
        tell(row(1, "21.5"));
        deadLetter("2", "22.5", REASON);
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        assertFault("message 2 can be stored, yet it is a dead letter");
    }

    @Test
    void catchesADeadLetterWithoutItsReason() {
        tell(row(1, "21.5"), row(2, "22.5"));
        deadLetter("3", "nan", "");
        proof.latest("latest", List.of(latest("22.5")));

        assertFault("the dead letter of message 3 has no reason");
    }

    @Test
    void catchesADeadLetterOfNobody() {
        tell(row(1, "21.5"), row(2, "22.5"));
        deadLetter("3", "nan", REASON);
        deadLetter("", "{}", REASON);
        proof.latest("latest", List.of(latest("22.5")));

        assertFault("a dead letter has the id , which no acknowledged message has");
    }

    @Test
    void tellsLossesFirstAndClaimsNothingOfTheRest() {
        tell(row(1, "21.6"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of());

        assertThat(proof.verdict().faults().get(0)).endsWith("is lost");
        assertThat(proof.verdict().sentence())
                .isEqualTo("NOT PROVED: 3 messages acknowledged by the broker, 1 are rows, 1 are dead letters, 1 lost,"
                        + " 0 doubled, 3 faults.");
    }

    @Test
    void catchesAnOldLatestValue() {
        tell(row(1, "21.5"), row(2, "22.5"));
        deadLetter("3", "nan", REASON);
        proof.latest("latest", List.of(latest("21.5")));

        assertFault("latest of Home/kitchen/temperature is not the last that was said");
    }

    @Test
    void nothingPublishedProvesNothing() {
        assertThat(new Proof(List.of(), Proof.Strangers.NONE).verdict().holds()).isFalse();
    }

    @Test
    void catchesADeadLetterThatIsNoRow() {
        tell(row(1, "21.5"), row(2, "22.5"));
        proof.deadLetter(new DeadLetter("3", "home-0@7", "nan", REASON));
        proof.latest("latest", List.of(latest("22.5")));

        assertFault("the dead letter home-0@7 is not a row of dead_letters");
    }

    @Test
    void doesNotJudgeWhatOthersSaidOnTheSameBroker() {
        Proof among = new Proof(List.of(WARM), Proof.Strangers.POSSIBLE);
        among.row("readings", row(1, "21.5"));
        among.row("readings", Map.of("place", "cellar", "quantity", "temperature", "value", "8.000"));
        among.row("readings", Map.of("message_id", "x", "place", "cellar", "value", "8.000"));
        among.latest(
                "latest",
                List.of(
                        Map.of("topic", "Home/cellar/temperature", "payload", "8"),
                        Map.of("topic", WARM.topic(), "payload", "another's")));

        assertThat(among.verdict().faults()).isEmpty();
        assertThat(among.verdict().holds()).isTrue();
    }

    @Test
    void aLossAmongStrangersIsALoss() {
        Proof among = new Proof(List.of(WARM), Proof.Strangers.POSSIBLE);
        among.row("readings", Map.of("place", "kitchen", "quantity", "temperature", "value", "21.500"));

        assertThat(among.verdict().holds()).isFalse();
        assertThat(among.verdict().lost()).isEqualTo(1);
    }

    private void deadLetter(String id, String payload, String reason) {
        String offset = String.valueOf(++letters);
        proof.deadLetter(new DeadLetter(id, "home-0@" + offset, payload, reason));
        proof.deadLetterRow(Map.of(
                "kafka_topic",
                "home",
                "kafka_partition",
                "0",
                "kafka_offset",
                offset,
                "payload",
                payload,
                "reason",
                reason));
    }

    private void assertFault(String fault) {
        Proof.Verdict verdict = proof.verdict();
        assertThat(verdict.faults()).containsExactly(fault);
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.sentence()).startsWith("NOT PROVED");
    }

    @SafeVarargs
    private void tell(Map<String, String>... rows) {
        for (Map<String, String> row : rows) {
            proof.row("readings", row);
        }
    }

    private static HouseMessage message(long id, String topic, String value) {
        return new HouseMessage(
                id,
                topic,
                value,
                List.of(new ExpectedRow("readings", Map.of("place", "kitchen", "value", value))),
                List.of());
    }

    private static HouseMessage climate(long id, String temperature) {
        Map<String, String> values = Map.of("device", "hall", "temperature", temperature);
        return new HouseMessage(
                id,
                "Home/zigbee2mqtt/hall",
                temperature,
                List.of(new ExpectedRow("climate", values)),
                List.of(new ExpectedRow("climate_now", values)));
    }

    private static Map<String, String> row(long id, String value) {
        return Map.of("message_id", String.valueOf(id), "place", "kitchen", "value", value);
    }

    private static Map<String, String> latest(String payload) {
        return Map.of("topic", "Home/kitchen/temperature", "payload", payload);
    }
}
