// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import io.mqttmysql.sink.row.RecordFailure;
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

    private ErrantRecords(ErrantRecordReporter reporter, double maxShare) {
        this.reporter = reporter;
        this.share = new ErrantShare(maxShare);
    }

    /**
     * @param reporter of the task's context; null where neither a dead-letter queue nor error logging is configured
     * @param tolerance Connect's {@code errors.tolerance}: {@code all} or {@code none}
     */
    public static ErrantRecords from(ErrantRecordReporter reporter, String tolerance) {
        return reporter != null && tolerance.equalsIgnoreCase("all")
                ? new ErrantRecords(reporter, ErrantShare.OFF)
                : stopping();
    }

    public static ErrantRecords stopping() {
        return new ErrantRecords(NOBODY, ErrantShare.OFF);
    }

    /**
     * The same, but the task stops when they become too many.
     *
     * @param maxShare as {@link ErrantShare} takes it
     */
    public ErrantRecords atMost(double maxShare) {
        return new ErrantRecords(reporter, maxShare);
    }

    /** How many they are among all. */
    public ErrantShare share() {
        return share;
    }

    /** Whether a bad record is reported as errant; otherwise it stops the task. */
    public boolean areTolerated() {
        return reporter != NOBODY;
    }

    /** Done when the record is safe where it was reported to. */
    public Future<Void> report(RecordFailure failure) {
        return reporter.report(failure.record(), failure.asException());
    }
}
