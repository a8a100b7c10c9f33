// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.time.Duration;

/** How old a connection may get so that the server does not close it first. */
record LifetimeCap(Duration configured) {
    /** Below this a pooled connection is not worth keeping. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration SMALLEST_MARGIN = Duration.ofSeconds(5);

    /** HikariCP counts keep-alive in steps that make less than this useless. */
    private static final Duration SHORTEST_KEEPALIVE = Duration.ofSeconds(30);

    private static final int MARGIN_SHARE = 10;

    /** The margin is 5 s or a tenth of the server's wait_timeout, whichever is more. */
    Duration lifetime(Duration waitTimeout) {
        Duration share = waitTimeout.dividedBy(MARGIN_SHARE);
        Duration margin = share.compareTo(SMALLEST_MARGIN) > 0 ? share : SMALLEST_MARGIN;
        Duration cap = waitTimeout.minus(margin);
        return cap.compareTo(configured) < 0 ? cap : configured;
    }

    boolean isWorthKeeping(Duration waitTimeout) {
        return lifetime(waitTimeout).compareTo(SHORTEST) >= 0;
    }

    /** Time between two pings of an idle connection; zero where it would never come to one. */
    Duration keepalive(Duration waitTimeout) {
        Duration half = lifetime(waitTimeout).dividedBy(2);
        return half.compareTo(SHORTEST_KEEPALIVE) >= 0 ? half : Duration.ZERO;
    }
}
