// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import io.mqttmysql.sink.row.RecordFailure;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How many of the last records were reported as errant: a topic that mostly cannot be stored stops the task instead of
 * draining into the dead-letter queue. The window moves only with what is final; a batch is judged before that, as if
 * it were. Task thread.
 *
 * <p>The share is one of {@value #WINDOW} records also while there were fewer, so that the first few decide nothing.
 */
public final class ErrantShare {
    /** Records that are looked back at. */
    public static final int WINDOW = 1_000;

    /** The value of the key that switches it off. */
    public static final double OFF = 1;

    private static final String KEY = "errors.max.share";

    private final double most;
    private final Window settled = new Window();

    /** @param most from 0 to 1, which is off */
    public ErrantShare(double most) {
        this.most = most;
    }

    double most() {
        return most;
    }

    /**
     * Before anything of the batch is committed or reported.
     *
     * @param delivered all records of the batch, in order
     * @param failures those of them that would be reported as errant
     * @throws ConnectException when they would be too many at any of the records
     */
    public void require(List<SinkRecord> delivered, List<RecordFailure> failures) {
        if (most >= OFF || failures.isEmpty()) {
            return;
        }
        Window window = new Window(settled);
        Map<SinkRecord, RecordFailure> byRecord = byRecord(failures);
        for (SinkRecord record : delivered) {
            RecordFailure failure = byRecord.get(record);
            window.add(Optional.ofNullable(failure).map(ErrantShare::reason));
            if (failure != null && window.errant() > most * WINDOW) {
                throw exceeded(window, failures);
            }
        }
    }

    /** After it is final. */
    public void settled(List<SinkRecord> delivered, List<RecordFailure> failures) {
        if (most < OFF) {
            Map<SinkRecord, RecordFailure> byRecord = byRecord(failures);
            delivered.forEach(record ->
                    settled.add(Optional.ofNullable(byRecord.get(record)).map(ErrantShare::reason)));
        }
    }

    private static Map<SinkRecord, RecordFailure> byRecord(List<RecordFailure> failures) {
        Map<SinkRecord, RecordFailure> byRecord = new IdentityHashMap<>();
        failures.forEach(failure -> byRecord.put(failure.record(), failure));
        return byRecord;
    }

    private static String reason(RecordFailure failure) {
        return failure.kind().words() + " (" + failure.place() + ")";
    }

    private ConnectException exceeded(Window window, List<RecordFailure> failures) {
        String commonest = window.commonest();
        String example = failures.stream()
                .filter(failure -> reason(failure).equals(commonest))
                .findFirst()
                .orElse(failures.get(0))
                .sentence();
        return new ConnectException(window.errant() + " of the last " + WINDOW
                + " records cannot be stored, more than " + KEY + "=" + most + " allows; the batch with the last of"
                + " them is neither stored nor reported. The commonest reason, of " + window.count(commonest) + ": "
                + commonest + ". Correct the strategy, the table or whoever sends them, or raise " + KEY
                + ", then restart the task. An example: " + example);
    }

    /** The outcomes of the last records: empty for a good one, the reason for another. */
    private static final class Window {
        private final Deque<Optional<String>> outcomes;
        private final Map<String, Integer> reasons;
        private int errant;

        Window() {
            outcomes = new ArrayDeque<>();
            reasons = new HashMap<>();
        }

        Window(Window other) {
            outcomes = new ArrayDeque<>(other.outcomes);
            reasons = new HashMap<>(other.reasons);
            errant = other.errant;
        }

        void add(Optional<String> outcome) {
            outcomes.add(outcome);
            outcome.ifPresent(reason -> count(reason, 1));
            if (outcomes.size() > WINDOW) {
                outcomes.remove().ifPresent(reason -> count(reason, -1));
            }
        }

        private void count(String reason, int change) {
            errant += change;
            reasons.merge(reason, change, (before, more) -> before + more == 0 ? null : before + more);
        }

        int errant() {
            return errant;
        }

        int count(String reason) {
            return reasons.getOrDefault(reason, 0);
        }

        String commonest() {
            return Collections.max(reasons.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
        }
    }
}
