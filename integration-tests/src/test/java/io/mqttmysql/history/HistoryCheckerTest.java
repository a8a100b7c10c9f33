// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.Stored.Letter;
import io.mqttmysql.history.Stored.Marks;
import io.mqttmysql.history.Stored.Position;
import io.mqttmysql.history.Stored.Row;
import io.mqttmysql.history.Stored.Table;
import io.mqttmysql.history.Verdict.Finding;
import io.mqttmysql.history.Verdict.Kind;
import io.mqttmysql.history.Verdict.Repeat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each test spoils a sound history in one way and sees that this, and nothing else, is found. */
class HistoryCheckerTest {
    private final Journal journal = new Journal();
    private final Map<Position, Reading.Id> inKafka = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final Map<String, Reading> latest = new HashMap<>();
    private final Map<Table, Map<String, Reading>> kept = new EnumMap<>(Map.of(Table.LATEST, latest));
    private Marks marks = new Marks(Map.of("attic", 2L), Map.of("attic", 2L));
    private long offset;

    private final Reading first = stored(reading("attic", 1));
    private final Reading second = stored(reading("attic", 2));
    private final Reading third = stored(reading("attic", 3));
    private final Reading other = stored(reading("cellar", 1));
    private final Reading poison = letter(Reading.poison(new Reading.Id("cellar", 2)));

    @ParameterizedTest
    @EnumSource
    void provesAHistoryInWhichNothingHappened(Promise promise) {
        Verdict verdict = judge(promise);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.sentence())
                .isEqualTo("PROVED: 5 readings acknowledged by the broker (and 0 unconfirmed), 4 rows, 1 dead letters; "
                        + "repeats: 0 MQTT to Kafka, 0 Kafka to MySQL, 0 Kafka to dead letters; 0 lost, 0 doubled.");
    }

    @Test
    void catchesADeletedRow() {
        rows.removeIf(row -> row.reading().equals(first));

        assertThat(findings()).containsExactly(new Finding(Kind.LOST, "attic/1 is lost between Kafka and MySQL"));
        assertThat(judge(Promise.AT_LEAST_ONCE).sentence())
                .startsWith("NOT PROVED: 5 readings")
                .contains("1 lost");
    }

    @Test
    void catchesAReadingThatNeverReachedKafka() {
        rows.removeIf(row -> row.reading().equals(second));
        inKafka.values().remove(second.id());

        assertThat(findings()).containsExactly(new Finding(Kind.LOST, "attic/2 is lost between the broker and Kafka"));
    }

    @Test
    void catchesALostDeadLetter() {
        letters.clear();

        assertThat(findings()).containsExactly(new Finding(Kind.LOST, "cellar/2 is lost between Kafka and MySQL"));
    }

    @Test
    void catchesALossOfWhatKafkaHasAlsoWhenTheBrokerNeverAcknowledgedIt() {
        Reading unconfirmed = reading("attic", 4);
        journal.sending(unconfirmed);
        inKafka.put(new Position(0, ++offset), unconfirmed.id());

        assertThat(findings())
                .containsExactly(new Finding(Kind.LOST, "attic/4 is lost between Kafka and MySQL (record 0@6)"));
    }

    @Test
    void allowsWhatTheBrokerNeverAcknowledgedToArriveOrNot() {
        journal.sending(reading("attic", 4));
        Reading arrived = reading("attic", 5);
        journal.sending(arrived);
        arrive(arrived);

        Verdict verdict = judge(Promise.EXACTLY_ONCE);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unconfirmed()).isEqualTo(2);
    }

    @Test
    void catchesADoubledRowWhereThePromiseForbidsIt() {
        rows.add(rows.get(0));

        Verdict verdict = judge(Promise.EXACTLY_ONCE);

        assertThat(verdict.findings())
                .containsExactly(new Finding(Kind.DOUBLED, "attic/1: record 0@1 is stored twice"));
        assertThat(verdict.count(Repeat.KAFKA_TO_MYSQL)).isEqualTo(1);
    }

    @Test
    void countsADoubledRowWhereThePromiseAllowsIt() {
        rows.add(rows.get(0));

        Verdict verdict = judge(Promise.AT_LEAST_ONCE);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.count(Repeat.KAFKA_TO_MYSQL)).isEqualTo(1);
        assertThat(verdict.count(Repeat.MQTT_TO_KAFKA)).isZero();
    }

    @Test
    void tellsMqttsRepeatFromTheSinks() {
        arrive(first);

        Verdict verdict = judge(Promise.EXACTLY_ONCE);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.count(Repeat.MQTT_TO_KAFKA)).isEqualTo(1);
        assertThat(verdict.count(Repeat.KAFKA_TO_MYSQL)).isZero();
    }

    @Test
    void tellsARepeatedDeadLetterFromOneOfARepeatedRecord() {
        letters.add(letters.get(0));
        Position again = new Position(0, ++offset);
        inKafka.put(again, poison.id());
        letters.add(new Letter(Optional.of(poison), again, "no number"));

        Verdict verdict = judge(Promise.EXACTLY_ONCE);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.count(Repeat.KAFKA_TO_LETTERS)).isEqualTo(1);
        assertThat(verdict.count(Repeat.MQTT_TO_KAFKA)).isEqualTo(1);
    }

    @Test
    void catchesAChangedValue() {
        Reading changed = new Reading(other.id(), "0.5", other.note());
        rows.replaceAll(row -> row.reading().equals(other) ? new Row(changed, row.from()) : row);
        latest.put("cellar", changed);

        assertThat(kinds()).containsExactly(Kind.ALTERED);
    }

    @Test
    void catchesAChangedDeadLetterAndOneWithoutAReason() {
        Letter sound = letters.get(0);
        letters.set(0, new Letter(Optional.of(new Reading(poison.id(), "warm", "more")), sound.from(), "no number"));
        assertThat(kinds()).containsExactly(Kind.ALTERED);

        letters.set(0, new Letter(sound.reading(), sound.from(), " "));
        assertThat(kinds()).containsExactly(Kind.ALTERED);
    }

    @Test
    void catchesWhatNobodySent() {
        Reading invented = reading("attic", 4);
        inKafka.put(new Position(0, 77), invented.id());
        rows.add(new Row(invented, new Position(0, 77)));
        letters.add(new Letter(Optional.empty(), new Position(0, 78), "no reading"));
        latest.put("attic", invented);

        assertThat(kinds()).containsExactly(Kind.INVENTED, Kind.INVENTED);
    }

    @Test
    void catchesARowThatClaimsARecordOfAnotherReading() {
        rows.set(0, new Row(first, rows.get(1).from()));

        assertThat(kinds()).contains(Kind.INVENTED);
    }

    @Test
    void catchesRowsAndDeadLettersThatAreInTheWrongPlace() {
        Position from = letters.get(0).from();
        letters.set(0, new Letter(Optional.of(first), new Position(0, 1), "no number"));
        rows.add(new Row(poison, from));
        latest.put("cellar", poison);

        assertThat(kinds()).containsExactly(Kind.MISPLACED, Kind.MISPLACED);
    }

    @Test
    void catchesReadingsOfOneDeviceThatChangedPlaces() {
        Row last = rows.get(2);
        rows.set(2, rows.get(1));
        rows.set(1, last);

        assertThat(findings()).containsExactly(new Finding(Kind.OUT_OF_ORDER, "attic/2 was stored after attic/3"));
    }

    @Test
    void catchesALastValueThatIsNotTheLast() {
        latest.put("attic", second);

        assertThat(kinds()).containsExactly(Kind.TABLE_WRONG);
    }

    @Test
    void catchesADeviceWithoutALastValueAndOneTooMany() {
        latest.remove("cellar");
        latest.put("garage", third);

        assertThat(kinds()).containsExactly(Kind.TABLE_WRONG, Kind.TABLE_WRONG);
    }

    @Test
    void catchesAFirstValueThatIsNotTheFirst() {
        kept.put(Table.FIRST, Map.of("attic", first, "cellar", other));
        assertThat(kinds()).isEmpty();

        kept.put(Table.FIRST, Map.of("attic", second, "cellar", other));
        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).startsWith("table first has Reading[id=attic/2"));
    }

    @Test
    void catchesAMarkThatShouldBeGoneAndOneThatShouldStand() {
        marks = new Marks(Map.of("attic", 2L), Map.of("cellar", 1L));

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        new Finding(Kind.TABLE_WRONG, "table marks has null of attic, and 2 is right"),
                        new Finding(Kind.TABLE_WRONG, "table marks has 1 of cellar, and null is right"));
    }

    @Test
    void provesNothingWhereNothingWasAcknowledged() {
        Stored nothing = new Stored(Map.of(), List.of(), Map.of(), new Marks(Map.of(), Map.of()), List.of());

        Verdict verdict = HistoryChecker.judge(new Journal().sent(), nothing, Promise.AT_LEAST_ONCE);

        assertThat(verdict.holds()).isFalse();
    }

    private Reading stored(Reading reading) {
        journal.sending(reading);
        journal.acknowledged(reading.id());
        arrive(reading);
        return reading;
    }

    private void arrive(Reading reading) {
        Position position = new Position(0, ++offset);
        inKafka.put(position, reading.id());
        rows.add(new Row(reading, position));
        latest.merge(reading.id().device(), reading, (a, b) -> a.id().sequence() > b.id().sequence() ? a : b);
    }

    private Reading letter(Reading reading) {
        journal.sending(reading);
        journal.acknowledged(reading.id());
        Position position = new Position(0, ++offset);
        inKafka.put(position, reading.id());
        letters.add(new Letter(Optional.of(reading), position, "no number"));
        return reading;
    }

    private static Reading reading(String device, long sequence) {
        return Reading.random(new Reading.Id(device, sequence), new Random(sequence));
    }

    private Verdict judge(Promise promise) {
        return HistoryChecker.judge(journal.sent(), new Stored(inKafka, rows, kept, marks, letters), promise);
    }

    private List<Finding> findings() {
        return judge(Promise.EXACTLY_ONCE).findings();
    }

    private List<Kind> kinds() {
        return findings().stream().map(Finding::kind).toList();
    }
}
