// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Decides whether the table of dead letters has each letter of the topic once, with its payload and its reason. */
final class DeadLetterRows {
    private final Map<String, DeadLetter> missing = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    void expect(DeadLetter letter) {
        missing.put(letter.origin(), letter);
    }

    /** All letters are expected before. */
    void row(Map<String, String> row) {
        String origin = DeadLetter.origin(row);
        DeadLetter letter = missing.remove(origin);
        if (letter == null) {
            faults.add("dead_letters has a row of " + origin + " that is doubled or not a dead letter");
        } else if (!letter.payload().equals(Objects.requireNonNullElse(row.get("payload"), ""))) {
            faults.add("the row of the dead letter " + origin + " has another payload");
        } else if (!letter.reason().equals(row.get("reason"))) {
            faults.add("the row of the dead letter " + origin + " has another reason");
        }
    }

    List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        missing.keySet().stream()
                .sorted()
                .forEach(origin -> all.add("the dead letter " + origin + " is not a row of dead_letters"));
        return all;
    }
}
