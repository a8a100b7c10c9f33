// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells a person now and then that a server is still starting. */
final class SlowStart {
    private static final Duration STARTS_ARE_QUICK = Duration.ofSeconds(30);

    private SlowStart() {}

    /** The same condition, which tells {@code progress} while it does not hold. */
    static BooleanSupplier told(BooleanSupplier isOver, String title, Path log, Consumer<String> progress) {
        long from = System.nanoTime();
        AtomicLong said = new AtomicLong(from);
        return () -> {
            if (isOver.getAsBoolean()) {
                return true;
            }
            long now = System.nanoTime();
            if (now - said.get() > STARTS_ARE_QUICK.toNanos()) {
                said.set(now);
                progress.accept(title + " runs but does not serve yet, after "
                        + Duration.ofNanos(now - from).toSeconds() + " s; at most " + Patience.START.toSeconds()
                        + " s are waited. Its log: " + log);
            }
            return false;
        };
    }
}
