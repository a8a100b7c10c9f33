// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.failure.Backoff;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.row.ConfigurationProblem;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides after each failed attempt: again at once, let Connect deliver again later, or stop the task. Task thread.
 */
final class RetryLoop {
    /** Before the second, third and every later attempt in place. */
    private static final Duration[] PAUSES = {Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1)};

    /** A server that is full or only reads needs longer: 2^3 times the usual wait. */
    private static final int LONG_WAIT = 3;

    private static final Logger log = LoggerFactory.getLogger(RetryLoop.class);

    private final RetryOptions options;
    private final String task;
    private final String user;
    private final SinkTaskContext context;
    private final OutageLog outage;
    private final TransactionCounts counts;
    private final Time time;
    private final DoubleSupplier jitter;
    private final Backoff backoff;

    private int givenBack;
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
        this.task = task;
        this.user = user;
        this.context = context;
        this.outage = counters.outage();
        this.counts = counters.transactions();
        this.time = time;
        this.jitter = jitter;
        this.backoff = new Backoff(options.backoff(), options.maxBackoff(), jitter);
    }

    /** One try of a whole delivery. */
    @FunctionalInterface
    interface Attempt {
        /** @param budget what is left for this delivery */
        void run(Duration budget) throws TransactionFailed;
    }

    /**
     * @param records of the delivery, for the log
     * @throws RetriableException when Connect shall deliver the same records again
     * @throws ConnectException when the task cannot go on
     */
    void insist(int records, Attempt attempt) {
        long start = time.nanoTime();
        for (int retry = 0; !succeeds(attempt, retry, start); retry++) {
            time.await(pause(retry));
        }
        outage.ended(records);
        isMisfit = false;
        givenBack = 0;
    }

    private boolean succeeds(Attempt attempt, int retry, long start) {
        try {
            attempt.run(options.putBudget().minus(elapsed(start)));
            return true;
        } catch (TransactionFailed e) {
            decide(e, retry, start);
            return false;
        } catch (ConfigurationProblem e) {
            counts.failed(FailureKind.CONFIGURATION).increment();
            throw misfit(e.getMessage(), e);
        }
    }

    /** Returns when the attempt shall be repeated at once. */
    private void decide(TransactionFailed failure, int retry, long start) {
        counts.failed(failure.kind()).increment();
        switch (failure.kind()) {
            case CONNECTION_LOST, COMMIT_UNKNOWN -> {
                outage.failed(FailureSentence.ofOutage(failure.reason()));
                giveBackIfSpent(failure, retry, start);
            }
            case CONFLICT -> {
                log.debug("{} - {}", task, failure.getMessage());
                giveBackIfSpent(failure, retry, start);
            }
            case SERVER_STATE -> throw giveBack(failure, LONG_WAIT);
            case CONFIGURATION ->
                throw misfit(FailureSentence.ofConfiguration(failure.reason(), user), failure.reason());
            case RECORD, UNKNOWN ->
                throw misfit(
                        "MySQL answered with an error that the sink does not know, and it is not one record's alone;"
                                + " what is not stored of this delivery stays in Kafka: "
                                + FailureSentence.ofOutage(failure.reason()),
                        failure.reason());
        }
    }

    private void giveBackIfSpent(TransactionFailed failure, int retry, long start) {
        // asking at once a server that is not there only keeps Connect waiting: it could not stop the task meanwhile
        if (failure.foundNoServer()
                || retry >= options.maxRetries()
                || elapsed(start).plus(pause(retry)).compareTo(options.putBudget()) >= 0) {
            throw giveBack(failure, 0);
        }
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(time.nanoTime() - start);
    }

    /** Up to a quarter longer, so that two tasks that met in a deadlock do not meet again. */
    private Duration pause(int retry) {
        long millis = PAUSES[Math.min(retry, PAUSES.length - 1)].toMillis();
        return Duration.ofMillis(millis + Math.round(millis * jitter.getAsDouble() / 4));
    }

    private RuntimeException giveBack(TransactionFailed failure, int extraDoublings) {
        // an outage between two misfits is not the time of one
        isMisfit = false;
        String reason = FailureSentence.ofOutage(failure.reason());
        outage.began(reason);
        if (!options.outageLimit().isNegative() && outage.length().compareTo(options.outageLimit()) > 0) {
            return new ConnectException(
                    "MySQL could not be written to for longer than " + RetryOptions.OUTAGE_LIMIT + "="
                            + options.outageLimit().toMillis() + "; restart the task when it is back: " + reason,
                    failure.reason());
        }
        return later(reason, extraDoublings, failure.reason());
    }

    private RetriableException later(String reason, int extraDoublings, Exception cause) {
        context.timeout(backoff.delay(givenBack + extraDoublings).toMillis());
        givenBack++;
        return new RetriableException(reason, cause);
    }

    /** A password is changed, a database restored, at any time: a task that was just started waits, too. */
    private RuntimeException misfit(String sentence, Exception cause) {
        if (!isMisfit) {
            isMisfit = true;
            misfitSince = time.nanoTime();
        }
        if (elapsed(misfitSince).compareTo(options.configurationRetry()) >= 0) {
            return new ConnectException(sentence, cause);
        }
        outage.failed(sentence);
        return later(sentence, 0, cause);
    }
}
