// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait. A bound ends what hangs and never measures: each holds on a machine ten times slower, and
 * {@code -Dtest.patience=N} or the variable {@code TEST_PATIENCE} multiplies them all.
 */
public final class Bounds {
    private static final double PATIENCE = Double.parseDouble(Optional.ofNullable(System.getProperty("test.patience"))
            .or(() -> Optional.ofNullable(System.getenv("TEST_PATIENCE")))
            .orElse("1"));

    /** For what takes a moment. */
    public static final Duration STEP = scaled(Duration.ofMinutes(1));

    /**
     * For what takes a moment and must not wait for a timeout of the product, which the test sets to more than this.
     */
    public static final Duration SOON = scaled(Duration.ofSeconds(20));

    /** A timeout of the product that a test must not run into, in milliseconds. */
    public static final String NEVER_MS =
            Long.toString(scaled(Duration.ofHours(1)).toMillis());

    private Bounds() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(STEP);
    }

    private static Duration scaled(Duration usual) {
        return Duration.ofMillis(Math.round(usual.toMillis() * PATIENCE));
    }
}
