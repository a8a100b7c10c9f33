// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.Measurement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches from outside how a count grows. The clock runs from the last look that saw less than a tenth to the look that
 * sees all: how long something takes to start is not a rate, and the first tenth is everybody's warm-up.
 */
final class Meter {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();
    private static final long LOOK_AFTER_NANOS = Duration.ofSeconds(2).toNanos();

    private final LongSupplier nanoClock;
    private final Runnable pause;

    Meter() {
        this(System::nanoTime, () -> LockSupport.parkNanos(PAUSE_NANOS));
    }

    Meter(LongSupplier nanoClock, Runnable pause) {
        this.nanoClock = nanoClock;
        this.pause = pause;
    }

    /** @throws BenchmarkException when the work failed, or does not move */
    Measurement until(long total, LongSupplier count, Contender.Running work) {
        Look from = look(count);
        Look last = from;
        long grewAt = last.nanos();
        while (last.count() < total) {
            pause.run();
            Look now = look(count);
            if (now.count() > last.count()) {
                grewAt = now.nanos();
            } else if (now.nanos() - grewAt > LOOK_AFTER_NANOS) {
                refuseToWait(work.failure(), now, total, grewAt);
            }
            from = now.count() < total / 10 ? now : from;
            last = now;
        }
        return new Measurement(last.count() - from.count(), Duration.ofNanos(last.nanos() - from.nanos()));
    }

    private Look look(LongSupplier count) {
        long seen = count.getAsLong();
        return new Look(seen, nanoClock.getAsLong());
    }

    private static void refuseToWait(Optional<String> failure, Look now, long total, long grewAt) {
        String sofar = " after " + now.count() + " of " + total;
        failure.ifPresent(reason -> {
            throw new BenchmarkException("It failed" + sofar + ": " + reason);
        });
        if (now.nanos() - grewAt > PATIENCE_NANOS) {
            throw new BenchmarkException("Nothing arrived for " + PATIENCE_NANOS / 1_000_000_000 + " s" + sofar + ".");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new BenchmarkException("Interrupted" + sofar + ".");
        }
    }

    private record Look(long count, long nanos) {}
}
