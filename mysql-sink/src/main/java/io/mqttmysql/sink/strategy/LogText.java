// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

/** Texts of strangers for a log line: one line, no control characters, not long. */
public final class LogText {
    private static final int MAX_LENGTH = 200;

    private LogText() {}

    public static String of(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
