// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import io.mqttmysql.sink.failure.LetterCounts.Count;
import io.mqttmysql.sink.row.RecordFailure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.ErrantRecordReporter;

/**
 * Where records go that can never be stored: to Connect's reporter (dead-letter queue, log), or nowhere, and then the
 * first of them stops the task. Task thread.
 */
public final class ErrantRecords {
    private static final ErrantRecordReporter NOBODY = (record, error) -> CompletableFuture.failedFuture(error);

    private final ErrantRecordReporter reporter;
    private final ErrantShare share;
    private final Optional<LetterCounts> letters;

    private ErrantRecords(ErrantRecordReporter reporter, double maxShare, Optional<LetterCounts> letters) {
        this.reporter = reporter;
        this.share = new ErrantShare(maxShare);
        this.letters = letters;
    }

    /**
     * @param reporter of the task's context; null where neither a dead-letter queue nor error logging is configured
     * @param tolerance Connect's {@code errors.tolerance}: {@code all} or {@code none}
     */
    public static ErrantRecords from(ErrantRecordReporter reporter, String tolerance) {
        return reporter != null && tolerance.equalsIgnoreCase("all")
                ? new ErrantRecords(reporter, ErrantShare.OFF, Optional.empty())
                : stopping();
    }

    public static ErrantRecords stopping() {
        return new ErrantRecords(NOBODY, ErrantShare.OFF, Optional.empty());
    }

    /**
     * The same, but the task stops when they become too many.
     *
     * @param maxShare as {@link ErrantShare} takes it
     */
    public ErrantRecords atMost(double maxShare) {
        return new ErrantRecords(reporter, maxShare, letters);
    }

    /**
     * The same, where they go to a dead-letter topic.
     *
     * @param counts what the worker says of these letters
     */
    public ErrantRecords provedBy(LetterCounts counts) {
        return new ErrantRecords(reporter, share.most(), Optional.of(counts));
    }

    /** How many they are among all. */
    public ErrantShare share() {
        return share;
    }

    /** Whether a bad record is reported as errant; otherwise it stops the task. */
    public boolean areTolerated() {
        return reporter != NOBODY;
    }

    /**
     * Done when the record is safe where it was reported to. Fails with {@link LetterNotTaken} at once where it is not
     * taken, or where nobody says whether it is.
     *
     * <p>Connect reports to its log and to the dead-letter topic, and drops what is done when it looks: a letter that
     * fails at once looks as one that was written (3.9 to 4.4: RetryWithToleranceOperator.report). Only a future that
     * is not done yet tells the truth; of the others the worker's own count does.
     */
    public Future<Void> report(RecordFailure failure) {
        Optional<Count> before = letters.flatMap(LetterCounts::now);
        Future<Void> report;
        try {
            report = reporter.report(failure.record(), failure.asException());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(LetterNotTaken.failed(e));
        }
        return letters.isEmpty() || !report.isDone() ? report : proved(report, before);
    }

    private Future<Void> proved(Future<Void> report, Optional<Count> before) {
        Optional<Count> after = letters.flatMap(LetterCounts::now);
        if (before.isEmpty()
                || after.isEmpty()
                || after.get().asked() <= before.get().asked()) {
            return CompletableFuture.failedFuture(LetterNotTaken.unknown());
        }
        return after.get().failed() > before.get().failed()
                ? CompletableFuture.failedFuture(LetterNotTaken.refused())
                : report;
    }
}
