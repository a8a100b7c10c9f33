// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.offset.OriginalPartition;
import io.mqttmysql.sink.row.RecordFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Bad records on their way out, before COMMIT. Remembers what was reported until the batch is stored, so that a batch
 * that is tried again does not report a record twice. Task thread.
 */
final class DeadLetters {
    private record Place(TopicPartition partition, long offset) {}

    private final ErrantRecords errants;
    private final Map<Place, Future<Void>> reported = new HashMap<>();

    DeadLetters(ErrantRecords errants) {
        this.errants = errants;
    }

    /** Whether all of them are safe within the time. */
    boolean areSafe(List<RecordFailure> failures, Duration budget) {
        List<Future<Void>> pending = new ArrayList<>();
        for (RecordFailure failure : failures) {
            pending.add(reported.computeIfAbsent(place(failure), place -> errants.report(failure)));
        }
        long end = System.nanoTime() + budget.toNanos();
        try {
            for (Future<Void> future : pending) {
                future.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new ConnectException(
                    "A record that cannot be stored could not be reported either; nothing of its transaction was stored."
                            + " Check the dead-letter topic.",
                    e.getCause());
        }
    }

    private static Place place(RecordFailure failure) {
        return new Place(
                OriginalPartition.of(failure.record()), failure.record().originalKafkaOffset());
    }

    /** The batch is stored: these are not reported again. */
    void forget() {
        reported.clear();
    }
}
