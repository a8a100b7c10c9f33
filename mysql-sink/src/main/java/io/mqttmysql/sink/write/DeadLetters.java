// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.failure.LetterNotTaken;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.failure.ShortLetter;
import io.mqttmysql.sink.offset.OriginalPartition;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.RecordFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Bad records on their way out, before COMMIT: nothing is given up that is not durably told. Remembers what was
 * reported until the batch is stored, so that a batch that is tried again does not report a record twice. Task thread.
 */
final class DeadLetters {
    /** Characters or bytes of a record whose letter is too large whole, tried in turn. */
    private static final List<Integer> LENGTHS = List.of(65_536, 1_024, 0);

    /** Who says no so fast has not waited for the topic: to ask again costs nothing. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private record Place(TopicPartition partition, long offset) {}

    private final ErrantRecords errants;
    private final Map<Place, Future<Void>> reported = new HashMap<>();

    DeadLetters(ErrantRecords errants) {
        this.errants = errants;
    }

    /**
     * Returns when all of them are safe.
     *
     * @param budget for all of them; one that was not yet reported is reported whatever the time, so that each attempt
     *     comes further
     * @throws OutOfTime when that takes longer
     * @throws ConfigurationProblem when the worker does not take one of them
     * @throws ConnectException when one that it had taken got lost
     */
    void require(List<RecordFailure> failures, Duration budget) throws OutOfTime {
        long end = System.nanoTime() + budget.toNanos();
        boolean isFirst = true;
        for (RecordFailure failure : failures) {
            if (!reported.containsKey(place(failure))) {
                if (!isFirst && isOver(end)) {
                    throw late();
                }
                reported.put(place(failure), send(failure, end));
                isFirst = false;
            }
        }
        for (RecordFailure failure : failures) {
            await(failure, end);
        }
    }

    private static boolean isOver(long end) {
        return end - System.nanoTime() <= 0;
    }

    private Future<Void> send(RecordFailure failure, long end) {
        long begin = System.nanoTime();
        Future<Void> letter = errants.report(failure);
        Optional<LetterNotTaken> why = notTaken(letter);
        for (int length : LENGTHS) {
            boolean mayAsk = !isOver(end) || System.nanoTime() - begin < AT_ONCE.toNanos();
            if (mayAsk && why.filter(LetterNotTaken::mayBeTooLarge).isPresent()) {
                letter = errants.report(ShortLetter.of(failure, length));
                why = notTaken(letter);
            }
        }
        if (why.isPresent()) {
            throw new ConfigurationProblem(
                    rolledBack(failure) + " is not safe: " + why.get().getMessage());
        }
        return letter;
    }

    private static Optional<LetterNotTaken> notTaken(Future<Void> letter) {
        if (!letter.isDone()) {
            return Optional.empty();
        }
        try {
            letter.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof LetterNotTaken why ? Optional.of(why) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void await(RecordFailure failure, long end) throws OutOfTime {
        try {
            reported.get(place(failure)).get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late();
        } catch (ExecutionException e) {
            reported.remove(place(failure));
            throw new ConnectException(
                    rolledBack(failure) + " was not written: " + e.getCause()
                            + ". Check the topic of errors.deadletterqueue.topic.name;"
                            + " its max.message.bytes must not be less than producer.override.max.request.size.",
                    e.getCause());
        }
    }

    /** The beginning of a sentence about its dead letter. Not every reason ends with a full stop. */
    private static String rolledBack(RecordFailure failure) {
        String sentence = failure.sentence();
        return sentence + (sentence.endsWith(".") ? "" : ".")
                + " Its transaction is rolled back, because its dead letter";
    }

    private static OutOfTime late() {
        return new OutOfTime("to report the records that cannot be stored: no dead letter is taken; is the topic of"
                + " errors.deadletterqueue.topic.name there? producer.override.delivery.timeout.ms bounds the wait for it,"
                + " which Connect leaves without an end");
    }

    private static Place place(RecordFailure failure) {
        return place(failure.record());
    }

    private static Place place(SinkRecord record) {
        return new Place(OriginalPartition.of(record), record.originalKafkaOffset());
    }

    /** These are stored, or somebody else's, and do not come again. Others of their delivery may be under way still. */
    void forget(Collection<SinkRecord> settled) {
        if (!reported.isEmpty()) {
            settled.forEach(record -> reported.remove(place(record)));
        }
    }

    /** What comes again comes from elsewhere. */
    void forgetAll() {
        reported.clear();
    }
}
