// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/**
 * An exception that nobody foresaw, met while one record was looked at. It is told as that record's error: a task that
 * stopped would meet it again at each start. Any thread.
 */
public final class ConnectorFault {
    private static final String OUR_PACKAGE = "io.mqttmysql.sink.";

    private ConnectorFault() {}

    /** A clause with the exception's class and where it was thrown; never its message, which may quote the record. */
    public static String sentence(RuntimeException fault) {
        return "the connector has a fault that this record brings out: "
                + fault.getClass().getName() + " at " + place(fault) + "; report it with this line";
    }

    /** The innermost place in the connector's own code, else the innermost at all. */
    private static String place(RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        for (StackTraceElement element : trace) {
            if (element.getClassName().startsWith(OUR_PACKAGE)) {
                return text(element);
            }
        }
        return trace.length == 0 ? "an unknown place" : text(trace[0]);
    }

    private static String text(StackTraceElement element) {
        String name = element.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + element.getMethodName() + ":"
                + element.getLineNumber();
    }
}
