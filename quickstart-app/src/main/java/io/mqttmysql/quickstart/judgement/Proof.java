// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.quickstart.house.HouseMessage;
import io.mqttmysql.quickstart.house.HouseMessage.ExpectedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides by identity and content whether every acknowledged message is a row, or a dead letter where it cannot be one.
 *
 * <p>Counts prove nothing: a lost message and a doubled one cancel out. So each message is looked up by its id, its
 * columns are compared with what the house said, and whatever is there besides is invented.
 */
public final class Proof {
    private final Map<Long, HouseMessage> expected = new HashMap<>();
    private final Map<Long, List<ExpectedRow>> missingRows = new HashMap<>(); // of messages with at least one row
    private final Map<Long, Integer> timesDeadLettered = new HashMap<>();
    private final DeadLetterRows deadLetterRows = new DeadLetterRows();
    private final List<String> faults = new ArrayList<>();
    private final Strangers strangers;
    private int repeatedRows;

    /** Whether others may have published, too. */
    public enum Strangers {
        /** What the house did not say is invented. */
        NONE,
        /** What the house did not say is not judged. */
        POSSIBLE
    }

    Proof(Collection<HouseMessage> acknowledged, Strangers strangers) {
        this.strangers = strangers;
        acknowledged.forEach(message -> expected.put(message.id(), message));
    }

    void row(String table, Map<String, String> row) {
        HouseMessage message = message("a row of " + table, row.get("message_id"));
        if (message == null) {
            return;
        }
        if (!message.isStorable()) {
            faults.add("message " + message.id() + " cannot be stored, yet " + table + " has a row of it");
            return;
        }
        List<ExpectedRow> missing = missingRows.computeIfAbsent(message.id(), id -> new ArrayList<>(message.history()));
        Optional<ExpectedRow> found =
                missing.stream().filter(wanted -> wanted.isIn(table, row)).findFirst();
        if (found.isPresent()) {
            missing.remove(found.get());
        } else if (message.history().stream().anyMatch(wanted -> wanted.isIn(table, row))) {
            repeatedRows++;
        } else {
            missing.stream()
                    .filter(wanted -> wanted.table().equals(table))
                    .findFirst()
                    .ifPresent(missing::remove);
            faults.add("message " + message.id() + " has another row in " + table + " than the house said: " + row
                    + " instead of one of " + message.history());
        }
    }

    void deadLetter(DeadLetter letter) {
        deadLetterRows.expect(letter);
        HouseMessage message = message("a dead letter", letter.id());
        if (message == null) {
            return;
        }
        timesDeadLettered.merge(message.id(), 1, Integer::sum);
        if (message.isStorable()) {
            faults.add("message " + message.id() + " can be stored, yet it is a dead letter");
        } else if (!message.payload().equals(letter.payload())) {
            faults.add("the dead letter of message " + message.id() + " has another payload");
        } else if (letter.reason().isBlank()) {
            faults.add("the dead letter of message " + message.id() + " has no reason");
        }
    }

    /** A row of {@code dead_letters}; all dead letters are told before. */
    void deadLetterRow(Map<String, String> row) {
        deadLetterRows.row(row);
    }

    /** Null when the house did not say it. */
    private HouseMessage message(String where, String id) {
        HouseMessage message = id == null || id.isEmpty() ? null : known(id);
        if (message == null && strangers == Strangers.NONE) {
            faults.add(where + " has the id " + id + ", which no acknowledged message has");
        }
        return message;
    }

    /** Others may number their messages as they like. */
    private HouseMessage known(String id) {
        return id.matches("\\d{1,18}") ? expected.get(Long.valueOf(id)) : null;
    }

    /** The last that was said, as a table of {@link HomeDatabase#LATEST} must have it. */
    void latest(String table, List<Map<String, String>> rows) {
        String key = HomeDatabase.LATEST.get(table);
        Map<String, ExpectedRow> last = new HashMap<>();
        expected.values().stream()
                .filter(HouseMessage::isStorable)
                .sorted(Comparator.comparingLong(HouseMessage::id))
                .flatMap(Proof::latestRows)
                .filter(row -> row.table().equals(table))
                .forEach(row -> last.put(row.values().get(key), row));
        rows.forEach(row -> {
            ExpectedRow wanted = last.remove(row.get(key));
            boolean isLast = wanted != null && wanted.isIn(table, row);
            if (!isLast && strangers == Strangers.NONE) {
                faults.add(table + " of " + row.get(key) + " is not the last that was said");
            }
        });
        last.keySet().forEach(name -> faults.add(table + " has no row for " + name));
    }

    private static Stream<ExpectedRow> latestRows(HouseMessage message) {
        Map<String, String> values = Map.of("topic", message.topic(), "payload", message.payload());
        return Stream.concat(message.latest().stream(), Stream.of(new ExpectedRow("latest", values)));
    }

    /** Losses first: they are the reason for much of the rest. */
    Verdict verdict() {
        List<String> all = expected.values().stream()
                .filter(message -> !isStored(message) && !timesDeadLettered.containsKey(message.id()))
                .map(this::loss)
                .collect(Collectors.toCollection(ArrayList::new));
        int lost = all.size();
        all.addAll(faults);
        all.addAll(deadLetterRows.faults());
        int repeatedLetters =
                timesDeadLettered.values().stream().mapToInt(times -> times - 1).sum();
        return new Verdict(
                expected.size(),
                (int) expected.values().stream().filter(this::isStored).count(),
                timesDeadLettered.size(),
                lost,
                repeatedRows + repeatedLetters,
                List.copyOf(all));
    }

    /** With all its rows. */
    private boolean isStored(HouseMessage message) {
        List<ExpectedRow> missing = missingRows.get(message.id());
        return missing != null && missing.isEmpty();
    }

    private String loss(HouseMessage message) {
        List<ExpectedRow> missing = missingRows.getOrDefault(message.id(), message.history());
        String part = missing.size() < message.history().size() ? ", " + missing.size() + " of its rows," : "";
        return "message " + message.id() + " on " + message.topic() + part + " is lost";
    }

    /**
     * @param repeated messages stored or dead-lettered more than once; allowed only where MQTT itself repeats, so 0 in
     *     an undisturbed run
     */
    public record Verdict(int published, int stored, int deadLettered, int lost, int repeated, List<String> faults) {
        public boolean holds() {
            return faults.isEmpty() && repeated == 0 && published > 0 && stored + deadLettered == published;
        }

        public String sentence() {
            String counts = published + " messages acknowledged by the broker, " + stored + " are rows%s, "
                    + deadLettered + " are dead letters%s, " + lost + " lost, " + repeated + " doubled";
            return holds()
                    ? "PROVED: " + counts.formatted(" equal in content", " and rows with their reason") + "."
                    : "NOT PROVED: " + counts.formatted("", "") + ", " + faults.size() + " faults.";
        }
    }
}
