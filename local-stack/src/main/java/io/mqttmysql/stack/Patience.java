// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the stack, and who works with it, waits for what must come. A bound ends what hangs and never measures: each
 * holds on a machine ten times slower, and {@code -Dtest.patience=N} or the variable {@code TEST_PATIENCE} multiplies
 * them all. A server that ends while it is waited for is noticed at once.
 */
public final class Patience {
    private static final double FACTOR = Double.parseDouble(Optional.ofNullable(System.getProperty("test.patience"))
            .or(() -> Optional.ofNullable(System.getenv("TEST_PATIENCE")))
            .orElse("1"));

    /** For the first sign of life of a server that starts; then it is asked again. */
    public static final Duration PROBE = scaled(Duration.ofSeconds(10));

    /** For an answer of a server that runs. */
    public static final Duration ANSWER = scaled(Duration.ofSeconds(30));

    /** For an orderly stop, before it is killed. */
    public static final Duration STOP = scaled(Duration.ofMinutes(2));

    /** For a server or a connector to start. */
    public static final Duration START = scaled(Duration.ofMinutes(10));

    /** For what was done at one end of the pipeline to be seen at the other. */
    public static final Duration EFFECT = scaled(Duration.ofMinutes(10));

    private Patience() {}

    private static Duration scaled(Duration usual) {
        return Duration.ofMillis(Math.round(usual.toMillis() * FACTOR));
    }
}
