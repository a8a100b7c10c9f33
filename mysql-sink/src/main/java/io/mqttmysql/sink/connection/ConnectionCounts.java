// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.util.concurrent.atomic.LongAdder;

/** What became of connections. Written by the task's and the pool's threads, read by any. */
public final class ConnectionCounts {
    private final LongAdder opened = new LongAdder();
    private final LongAdder discarded = new LongAdder();
    private final LongAdder failedPings = new LongAdder();

    /** New physical connections. */
    public LongAdder opened() {
        return opened;
    }

    /** Times that a connection, and all older ones with it, was given up as lost or not trusted any more. */
    public LongAdder discarded() {
        return discarded;
    }

    /** Kept connections that did not answer a ping, the pool's or ours. */
    public LongAdder failedPings() {
        return failedPings;
    }
}
