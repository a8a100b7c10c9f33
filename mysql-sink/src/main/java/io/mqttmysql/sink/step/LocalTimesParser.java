// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.step.LocalTimes.Gap;
import io.mqttmysql.sink.step.LocalTimes.Overlap;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads what may follow an encoding of times: {@code [in zone] [overlap …] [gap …]}. */
final class LocalTimesParser {
    /** In the order in which they must stand. */
    private static final List<String> PARTS = List.of("in", "overlap", "gap");

    private final Cursor cursor;
    private Optional<ZoneId> zone = Optional.empty();
    private Optional<Overlap> overlap = Optional.empty();
    private Optional<Gap> gap = Optional.empty();

    LocalTimesParser(Cursor cursor) {
        this.cursor = cursor;
    }

    LocalTimes localTimes() {
        int next = 0;
        while (next <= PARTS.size()) {
            int end = cursor.position();
            cursor.skipBlanks();
            int place = cursor.position();
            String word = cursor.takeWord();
            int rank = startsList(word) ? -1 : PARTS.indexOf(word);
            if (rank < 0) {
                cursor.returnTo(end);
                break;
            }
            if (rank < next) {
                throw cursor.errorAt(
                        place, "'" + word + "' is listed twice or too late; the order is: in, overlap, gap");
            }
            cursor.skipBlanks();
            part(word);
            next = rank + 1;
        }
        return new LocalTimes(zone, overlap, gap);
    }

    /** In a condition, {@code in (…)} is what the time is compared with. */
    private boolean startsList(String word) {
        int end = cursor.position();
        cursor.skipBlanks();
        boolean isList = word.equals("in") && cursor.peek() == '(';
        cursor.returnTo(end);
        return isList;
    }

    private void part(String word) {
        switch (word) {
            case "in" -> zone = Optional.of(zone());
            case "overlap" -> overlap = Optional.of(overlap());
            default -> gap = Optional.of(gap());
        }
    }

    private ZoneId zone() {
        int place = cursor.position();
        String name = cursor.takeWhile(c -> c != ' ' && c != '\t');
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw cursor.errorAt(
                    place, "'" + name + "' is not a time zone; write for example UTC, +02:00 or Europe/Berlin");
        }
    }

    private Overlap overlap() {
        int place = cursor.position();
        return switch (cursor.takeWord()) {
            case "earlier" -> Overlap.EARLIER;
            case "later" -> Overlap.LATER;
            case "reject" -> Overlap.REJECT;
            default ->
                throw cursor.errorAt(
                        place,
                        "after 'overlap' comes earlier, later or reject; without it a time that comes twice is the one"
                                + " nearer to the record's timestamp");
        };
    }

    private Gap gap() {
        int place = cursor.position();
        return switch (cursor.takeWord()) {
            case "shift" -> Gap.SHIFT;
            case "reject" -> Gap.REJECT;
            default -> throw cursor.errorAt(place, "after 'gap' comes shift or reject");
        };
    }
}
