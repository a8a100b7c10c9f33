// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import io.mqttmysql.history.Stored.Letter;
import io.mqttmysql.history.Stored.Position;
import io.mqttmysql.history.Stored.Row;
import io.mqttmysql.history.Stored.Table;
import io.mqttmysql.history.Verdict.Finding;
import io.mqttmysql.history.Verdict.Kind;
import io.mqttmysql.history.Verdict.Repeat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Decides, reading by reading, whether what is stored is what was sent. Counts prove nothing: a loss and a repeat
 * cancel out. So each reading is looked up by its identity, its content is compared, and what is there besides is
 * invented.
 *
 * <p>A repeat is told by the place in Kafka that a row or letter came from: two rows of one record are the sink's
 * repeat, two records of one reading are MQTT's.
 *
 * <p>One judgement an object, on one thread.
 */
public final class HistoryChecker {
    private static final Comparator<Reading> BY_SEQUENCE =
            Comparator.comparingLong(reading -> reading.id().sequence());

    private final Journal.Sent sent;
    private final Stored stored;
    private final Promise promise;
    private final List<Finding> faults = new ArrayList<>();
    private final Map<Repeat, Long> repeats = new EnumMap<>(Repeat.class);
    private final Set<Reading.Id> arrived = new HashSet<>();

    private HistoryChecker(Journal.Sent sent, Stored stored, Promise promise) {
        this.sent = sent;
        this.stored = stored;
        this.promise = promise;
    }

    /** @param stored read after the last acknowledged reading had its time to arrive */
    public static Verdict judge(Journal.Sent sent, Stored stored, Promise promise) {
        return new HistoryChecker(sent, stored, promise).verdict();
    }

    private Verdict verdict() {
        checkRows();
        checkLetters();
        checkLosses();
        checkOrder();
        checkKept();
        checkMarks();
        int unconfirmed = sent.readings().size() - sent.acknowledged().size();
        return new Verdict(
                sent.acknowledged().size(),
                unconfirmed,
                stored.rows().size(),
                stored.letters().size(),
                repeats,
                faults);
    }

    private void checkRows() {
        Map<Position, Reading.Id> seen = new HashMap<>();
        Set<Reading.Id> stands = new HashSet<>();
        for (Row row : stored.rows()) {
            Reading.Id id = row.reading().id();
            Reading said = sent.readings().get(id);
            if (said == null || !id.equals(stored.inKafka().get(row.from()))) {
                fault(Kind.INVENTED, "a row has " + id + " of record " + row.from() + ", which nobody sent so");
            } else if (!said.isStorable()) {
                fault(Kind.MISPLACED, id + " can never be stored, yet it is a row");
            } else if (!said.equals(row.reading())) {
                fault(Kind.ALTERED, id + " is " + row.reading() + ", the device said " + said);
            }
            arrived.add(id);
            if (seen.put(row.from(), id) != null) {
                repeat(Repeat.KAFKA_TO_MYSQL);
                if (promise == Promise.EXACTLY_ONCE) {
                    fault(Kind.DOUBLED, id + ": record " + row.from() + " is stored twice");
                }
            } else if (!stands.add(id)) {
                repeat(Repeat.MQTT_TO_KAFKA);
            }
        }
    }

    private void checkLetters() {
        Set<Position> seen = new HashSet<>();
        Set<Reading.Id> stands = new HashSet<>();
        for (Letter letter : stored.letters()) {
            Optional<Reading> said =
                    letter.reading().map(reading -> sent.readings().get(reading.id()));
            if (said.isEmpty()) {
                fault(Kind.INVENTED, "the dead letter of record " + letter.from() + " is nothing that was sent");
                continue;
            }
            Reading.Id id = said.get().id();
            if (said.get().isStorable()) {
                fault(Kind.MISPLACED, id + " can be stored, yet it is a dead letter: " + letter.reason());
            } else if (!said.equals(letter.reading())) {
                fault(Kind.ALTERED, "the dead letter of " + id + " has another payload");
            } else if (letter.reason().isBlank()) {
                fault(Kind.ALTERED, "the dead letter of " + id + " has no reason");
            }
            arrived.add(id);
            if (!seen.add(letter.from())) {
                repeat(Repeat.KAFKA_TO_LETTERS);
            } else if (!stands.add(id)) {
                repeat(Repeat.MQTT_TO_KAFKA);
            }
        }
    }

    private void checkLosses() {
        Set<Reading.Id> reachedKafka = new HashSet<>(stored.inKafka().values());
        for (Reading.Id id : sent.acknowledged()) {
            if (!arrived.contains(id)) {
                String where = reachedKafka.contains(id) ? "between Kafka and MySQL" : "between the broker and Kafka";
                fault(Kind.LOST, id + " is lost " + where);
            }
        }
        // also what the broker never acknowledged: once it is in Kafka, it is the sink's
        stored.inKafka().forEach((position, id) -> {
            if (sent.readings().containsKey(id) && !sent.acknowledged().contains(id) && !arrived.contains(id)) {
                fault(Kind.LOST, id + " is lost between Kafka and MySQL (record " + position + ")");
            }
        });
    }

    /** Readings of one device appear for the first time in the order in which it sent them. */
    private void checkOrder() {
        Map<String, Long> highest = new HashMap<>();
        Set<Reading.Id> appeared = new HashSet<>();
        for (Row row : stored.rows()) {
            Reading.Id id = row.reading().id();
            if (appeared.add(id) && highest.merge(id.device(), id.sequence(), Math::max) != id.sequence()) {
                fault(Kind.OUT_OF_ORDER, id + " was stored after " + id.device() + "/" + highest.get(id.device()));
            }
        }
    }

    private void checkKept() {
        Map<String, Reading> first = new HashMap<>();
        Map<String, Reading> last = new HashMap<>();
        for (Row row : stored.rows()) {
            String device = row.reading().id().device();
            first.merge(device, row.reading(), BinaryOperator.minBy(BY_SEQUENCE));
            last.merge(device, row.reading(), BinaryOperator.maxBy(BY_SEQUENCE));
        }
        stored.kept().forEach((table, found) -> checkTable(table.name(), table == Table.FIRST ? first : last, found));
    }

    private void checkMarks() {
        checkTable("MARKS", stored.marks().inKafka(), stored.marks().inTable());
    }

    private <T> void checkTable(String table, Map<String, T> right, Map<String, T> found) {
        Set<String> devices = new HashSet<>(right.keySet());
        devices.addAll(found.keySet());
        for (String device : devices) {
            if (!Objects.equals(right.get(device), found.get(device))) {
                fault(
                        Kind.TABLE_WRONG,
                        "table " + table.toLowerCase(Locale.ROOT) + " has " + found.get(device) + " of " + device
                                + ", and " + right.get(device) + " is right");
            }
        }
    }

    private void repeat(Repeat repeat) {
        repeats.merge(repeat, 1L, Long::sum);
    }

    private void fault(Kind kind, String what) {
        faults.add(new Finding(kind, what));
    }
}
