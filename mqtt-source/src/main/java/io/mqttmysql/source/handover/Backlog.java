// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the broker has sent what it had collected for a shared group that this connector leaves: some brokers keep
 * one queue for a group and throw it away with the last subscription. It has when nothing came for a while, or, where
 * new messages always come, when they came for six times as long. While Kafka is away nothing comes, and no time
 * counts.
 *
 * <p>Session thread.
 */
final class Backlog {
    private static final int LIMIT = 6;

    private final QuietPeriod quietPeriod;
    private final WatchedTime time;
    private final long limitNanos;
    private long received;
    private long busyNanos;

    Backlog(Duration quiet, LongSupplier nanoClock) {
        this.quietPeriod = new QuietPeriod(quiet, nanoClock);
        this.time = new WatchedTime(quiet.dividedBy(QuietPeriod.LOOKS), nanoClock);
        this.limitNanos = quiet.multipliedBy(LIMIT).toNanos();
    }

    /** To be asked again and again: it looks only when it is asked. */
    boolean hasCome(Traffic traffic) {
        long passed = time.look();
        busyNanos += traffic.received() == received ? 0 : passed;
        received = traffic.received();
        return quietPeriod.lasts(traffic) || busyNanos >= limitNanos;
    }

    /** A new link: what was not acknowledged comes again. */
    void restart() {
        quietPeriod.restart();
        time.look();
    }
}
