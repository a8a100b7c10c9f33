// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.sql.SQLException;

/**
 * An exception out of the JDBC driver that is none of JDBC's, as when the link is closed beneath it. It carries neither
 * code nor state, so that the link is asked before anything is blamed. Any thread.
 */
public final class DriverFault {
    private DriverFault() {}

    /** The same fault as JDBC would tell it. */
    public static SQLException of(RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return new SQLException(
                "the JDBC driver failed: " + fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]),
                fault);
    }
}
