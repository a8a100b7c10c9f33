// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.time.Duration;

/** One life of a server, from a start to its end, whatever runs it. Any thread. */
public interface Life {
    /** True of a frozen one, too. */
    boolean isAlive();

    /** Once it has ended. */
    int exitCode();

    /** Asks it to end; does not wait. */
    void end();

    /** SIGKILL; does not wait. */
    void kill();

    /** It keeps its connections and answers nothing, like a host that hangs. Returns when all of it stands still. */
    void freeze();

    void thaw();

    /** Waits. Whether it has ended within the limit. */
    boolean endsWithin(Duration limit);
}
