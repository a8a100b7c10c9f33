// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time, so that tests can turn it. */
public interface Time {
    /** Nanoseconds of a clock that never goes back. */
    long nanoTime();

    /** Returns early, with the interrupt flag set, when the thread is interrupted. */
    void await(Duration time);

    Time SYSTEM = new Time() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void await(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, end - System.nanoTime());
            }
        }
    };
}
