// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import io.mqttmysql.stack.quickstart.HouseMessage.ExpectedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides by identity and content whether every acknowledged message is a row, or a dead letter where it cannot be one.
 *
 * <p>Counts prove nothing: a lost message and a doubled one cancel out. So each message is looked up by its id, its
 * columns are compared with what the house said, and whatever is there besides is invented.
 */
final class Proof {
    private final Map<Long, HouseMessage> expected = new HashMap<>();
    private final Map<Long, Integer> timesStored = new HashMap<>();
    private final Map<Long, Integer> timesDeadLettered = new HashMap<>();
    private final DeadLetterRows deadLetterRows = new DeadLetterRows();
    private final List<String> faults = new ArrayList<>();
    private final Strangers strangers;

    /** Whether others may have published, too. */
    enum Strangers {
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
        timesStored.merge(message.id(), 1, Integer::sum);
        if (message.row().isEmpty()) {
            faults.add("message " + message.id() + " cannot be stored, yet " + table + " has a row of it");
            return;
        }
        ExpectedRow wanted = message.row().get();
        if (!wanted.table().equals(table)) {
            faults.add("message " + message.id() + " belongs to " + wanted.table() + ", not to " + table);
        }
        wanted.values().forEach((column, value) -> {
            if (!value.equals(row.get(column))) {
                faults.add("message " + message.id() + ": " + table + "." + column + " is " + row.get(column)
                        + ", the house said " + value);
            }
        });
    }

    void deadLetter(DeadLetter letter) {
        deadLetterRows.expect(letter);
        HouseMessage message = message("a dead letter", letter.id());
        if (message == null) {
            return;
        }
        timesDeadLettered.merge(message.id(), 1, Integer::sum);
        if (message.row().isPresent()) {
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

    /** The last word of every topic, as the table {@code latest} must have it. */
    void latest(List<Map<String, String>> rows) {
        Map<String, HouseMessage> last = new HashMap<>();
        expected.values().stream()
                .filter(message -> message.row().isPresent())
                .forEach(message -> last.merge(message.topic(), message, (a, b) -> a.id() > b.id() ? a : b));
        rows.forEach(row -> {
            HouseMessage message = last.remove(row.get("topic"));
            boolean isLast = message != null && message.payload().equals(row.get("payload"));
            if (!isLast && strangers == Strangers.NONE) {
                faults.add("latest of " + row.get("topic") + " is not the last that the topic said");
            }
        });
        last.keySet().forEach(topic -> faults.add("latest has no row for " + topic));
    }

    /** Losses first: they are the reason for much of the rest. */
    Verdict verdict() {
        List<String> all = expected.values().stream()
                .filter(message ->
                        !timesStored.containsKey(message.id()) && !timesDeadLettered.containsKey(message.id()))
                .map(message -> "message " + message.id() + " on " + message.topic() + " is lost")
                .collect(Collectors.toCollection(ArrayList::new));
        int lost = all.size();
        all.addAll(faults);
        all.addAll(deadLetterRows.faults());
        return new Verdict(
                expected.size(),
                timesStored.size(),
                timesDeadLettered.size(),
                lost,
                repeats(timesStored) + repeats(timesDeadLettered),
                List.copyOf(all));
    }

    private static int repeats(Map<Long, Integer> times) {
        return times.values().stream().mapToInt(n -> n - 1).sum();
    }

    /**
     * @param repeated messages stored or dead-lettered more than once; allowed only where MQTT itself repeats, so 0 in an
     *     undisturbed run
     */
    record Verdict(int published, int stored, int deadLettered, int lost, int repeated, List<String> faults) {
        boolean holds() {
            return faults.isEmpty() && repeated == 0 && published > 0 && stored + deadLettered == published;
        }

        String sentence() {
            String counts = published + " messages acknowledged by the broker, " + stored + " are rows%s, "
                    + deadLettered + " are dead letters%s, " + lost + " lost, " + repeated + " doubled";
            return holds()
                    ? "PROVED: " + counts.formatted(" equal in content", " and rows with their reason") + "."
                    : "NOT PROVED: " + counts.formatted("", "") + ", " + faults.size() + " faults.";
        }
    }
}
