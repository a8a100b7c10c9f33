// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row that no statement can carry: the driver counts the packet before it sends it, and a server or a proxy refuses
 * one that comes all the same. Any thread.
 */
final class PacketTooLarge {
    /** The driver's numbers, in the digits' groups of the JVM's language. */
    private static final Pattern SIZES = Pattern.compile("\\(([^()>]+) > ([^()>]+)\\)");

    private PacketTooLarge() {}

    /** Connector/J gives it neither a code nor a state of its own. */
    static boolean isReasonOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isRefused =
                    cause instanceof SQLException refused && refused.getErrorCode() == MySqlError.PACKET_TOO_LARGE;
            if (isRefused || cause.getClass().getSimpleName().endsWith("PacketTooBigException")) {
                return true;
            }
        }
        return false;
    }

    /** The statement is what counts: most of it are values, but not as long as the record has them. */
    static String sentence(SQLException failure) {
        Matcher sizes = SIZES.matcher(String.valueOf(failure.getMessage()));
        String what = sizes.find()
                ? "the row alone makes a statement of " + digits(sizes.group(1)) + " bytes, and the server takes "
                        + digits(sizes.group(2)) + " (max_allowed_packet)"
                : "the row alone makes a statement larger than the max_allowed_packet of the server or of a proxy"
                        + " before it (" + ServerText.ofRecord(failure) + ")";
        return what
                + ". In a statement an apostrophe, a backslash, a line break or a zero byte of a value takes two bytes:"
                + " raise max_allowed_packet there, or keep the value out of this table";
    }

    private static String digits(String number) {
        return number.replaceAll("\\P{Nd}", "");
    }
}
