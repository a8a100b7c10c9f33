// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.failure.Backoff;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.row.ConfigurationProblem;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Decides after each failed attempt: again at once, at the next {@code put}, or stop the task. Task thread.
 */
final class RetryLoop {
    /** Before the second, third and every later attempt in place. */
    private static final Duration[] PAUSES = {Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1)};

    /** A server that is full or only reads needs longer: 2^3 times the usual wait. */
    private static final int LONG_WAIT = 3;

    private final RetryOptions options;
    private final String user;
    private final SinkTaskContext context;
    private final OutageLog outage;
    private final ConflictLog conflicts;
    private final TransactionCounts counts;
    private final Time time;
    private final DoubleSupplier jitter;
    private final Backoff backoff;

    private int timesHeld;
    private long misfitSince;
    private boolean isMisfit;

    /**
     * @param task its name in the log
     * @param user who connects, for messages
     * @param jitter values from 0 to 1
     */
    RetryLoop(
            RetryOptions options,
            String task,
            String user,
            SinkTaskContext context,
            SinkCounters counters,
            Time time,
            DoubleSupplier jitter) {
        this.options = options;
        this.user = user;
        this.context = context;
        this.outage = counters.outage();
        this.conflicts = new ConflictLog(task, time);
        this.counts = counters.transactions();
        this.time = time;
        this.jitter = jitter;
        this.backoff = new Backoff(options.backoff(), options.maxBackoff(), jitter);
    }

    /** One try of a whole delivery. */
    @FunctionalInterface
    interface Attempt {
        void run() throws TransactionFailed;
    }

    private enum Next {
        DONE,
        /** A part is stored, so that the server can be written to. */
        PARTLY,
        AGAIN,
        LATER
    }

    /**
     * Without an exception, since Connect logs each with its stack trace.
     *
     * @param records of the delivery, for the log
     * @param deadline no further attempt begins after it
     * @return false when the records shall be held until the next {@code put}, for which Connect was asked
     * @throws ConnectException when the task cannot go on
     */
    boolean insist(int records, Deadline deadline, Attempt attempt) {
        Next next = attempt(attempt, 0, deadline);
        for (int retry = 0; next == Next.AGAIN; retry++) {
            time.await(pause(retry));
            next = attempt(attempt, retry + 1, deadline);
        }
        if (next == Next.DONE || next == Next.PARTLY) {
            outage.ended(records);
            forget();
        }
        return next == Next.DONE;
    }

    /** There is nothing to write, so nothing says any more that it cannot be written. */
    void idle() {
        outage.left();
        forget();
    }

    private void forget() {
        isMisfit = false;
        timesHeld = 0;
    }

    private Next attempt(Attempt attempt, int retry, Deadline deadline) {
        try {
            attempt.run();
            return Next.DONE;
        } catch (TransactionFailed e) {
            return decide(e, retry, deadline);
        } catch (BudgetSpent e) {
            context.timeout(1);
            return Next.PARTLY;
        } catch (ConfigurationProblem e) {
            counts.failed(FailureKind.CONFIGURATION).increment();
            return misfit(e.getMessage(), e);
        }
    }

    private Next decide(TransactionFailed failure, int retry, Deadline deadline) {
        counts.failed(failure.kind()).increment();
        return switch (failure.kind()) {
            case CONNECTION_LOST, COMMIT_UNKNOWN -> {
                if (isSpent(failure, retry, deadline)) {
                    yield later(failure, 0);
                }
                outage.failed(FailureSentence.ofOutage(failure.reason()));
                yield Next.AGAIN;
            }
            case CONFLICT -> {
                conflicts.failed(failure.reason());
                yield isSpent(failure, retry, deadline) ? later(failure, 0) : Next.AGAIN;
            }
            case SERVER_STATE -> later(failure, LONG_WAIT);
            case CONFIGURATION -> misfit(FailureSentence.ofConfiguration(failure.reason(), user), failure.reason());
            case RECORD, UNKNOWN ->
                misfit(
                        "MySQL answered with an error that the sink does not know, and it is not one record's alone;"
                                + " what is not stored of this delivery stays in Kafka: "
                                + FailureSentence.ofOutage(failure.reason()),
                        failure.reason());
        };
    }

    private boolean isSpent(TransactionFailed failure, int retry, Deadline deadline) {
        // asking at once a server that is not there only keeps Connect waiting: it could not stop the task meanwhile
        return failure.foundNoServer()
                || retry >= options.maxRetries()
                || failure.reason() instanceof OutOfTime
                || deadline.left().compareTo(pause(retry)) <= 0;
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(time.nanoTime() - start);
    }

    /** Up to a quarter longer, so that two tasks that met in a deadlock do not meet again. */
    private Duration pause(int retry) {
        long millis = PAUSES[Math.min(retry, PAUSES.length - 1)].toMillis();
        return Duration.ofMillis(millis + Math.round(millis * jitter.getAsDouble() / 4));
    }

    private Next later(TransactionFailed failure, int extraDoublings) {
        // an outage between two misfits is not the time of one
        isMisfit = false;
        String reason = FailureSentence.ofOutage(failure.reason());
        outage.failed(reason);
        if (!options.outageLimit().isNegative() && outage.length().compareTo(options.outageLimit()) > 0) {
            throw new ConnectException(
                    "Nothing could be stored for longer than " + RetryOptions.OUTAGE_LIMIT + "="
                            + options.outageLimit().toMillis() + "; restart the task when the reason is gone: "
                            + reason,
                    failure.reason());
        }
        return askForPut(extraDoublings);
    }

    private Next askForPut(int extraDoublings) {
        context.timeout(backoff.delay(timesHeld + extraDoublings).toMillis());
        timesHeld++;
        return Next.LATER;
    }

    /** A password is changed, a database restored, at any time: a task that was just started waits, too. */
    private Next misfit(String sentence, Exception cause) {
        if (!isMisfit) {
            isMisfit = true;
            misfitSince = time.nanoTime();
        }
        if (elapsed(misfitSince).compareTo(options.configurationRetry()) >= 0) {
            throw new ConnectException(sentence, cause);
        }
        outage.failed(sentence);
        return askForPut(0);
    }
}
