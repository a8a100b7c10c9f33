// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.util.regex.Pattern;

/**
 * Vendor codes by what they mean to the sink (MySQL "Server Error Message Reference"). Each number is here once;
 * whoever needs one uses its name.
 */
final class MySqlError {
    /** The server refuses a packet larger than its max_allowed_packet, and hangs up. */
    static final int PACKET_TOO_LARGE = 1153;

    /** KILL QUERY; out of COMMIT it leaves the outcome open. */
    static final int QUERY_INTERRUPTED = 1317;

    /** The server is stopping; out of COMMIT it leaves the outcome open. */
    static final int SERVER_SHUTDOWN = 1053;

    /** MariaDB: max_statement_time is over; as for KILL QUERY. */
    static final int STATEMENT_TIMEOUT_OF_MARIADB = 1969;

    /** The engine or the cluster failed while it committed: done or not, the server does not say. */
    static final int ERROR_DURING_COMMIT = 1180;

    /** {@code --read-only} or {@code --super-read-only}: often the old primary after a fail-over. */
    static final int OPTION_PREVENTS = 1290;

    /** Running in read-only mode. */
    static final int READ_ONLY_MODE = 1836;

    /** The table is read only: {@code innodb_read_only} or {@code innodb_force_recovery} of MariaDB. */
    static final int TABLE_IS_READ_ONLY = 1036;

    /** {@code --innodb-read-only} */
    static final int INNODB_READ_ONLY = 1874;

    /** {@code SIGNAL SQLSTATE '02…'} in a trigger or a procedure. */
    static final int SIGNALLED_NOT_FOUND = 1643;

    /** {@code SIGNAL} with any other SQLState. */
    static final int SIGNALLED = 1644;

    /** A view WITH CHECK OPTION does not show the row. */
    static final int VIEW_CHECK_FAILED = 1369;

    static final int ACCESS_DENIED_FOR_DATABASE = 1044;
    static final int ACCESS_DENIED = 1045;
    static final int UNKNOWN_DATABASE = 1049;
    static final int UNKNOWN_COLUMN = 1054;
    static final int NO_SUCH_TABLE = 1146;
    static final int TABLE_PRIVILEGE = 1142;
    static final int COLUMN_PRIVILEGE = 1143;
    static final int HOST_NOT_PRIVILEGED = 1130;
    static final int PASSWORD_MUST_CHANGE = 1820;
    static final int PASSWORD_EXPIRED = 1862;
    static final int ACCOUNT_LOCKED = 3118;
    static final int DUPLICATE_COLUMN = 1060;
    static final int DUPLICATE_ENTRY = 1062;
    static final int COLUMN_NOT_NULL = 1048;
    static final int OUT_OF_RANGE = 1264;

    /** Not a word of the column's ENUM or SET, or digits after a number. */
    static final int DATA_TRUNCATED = 1265;

    static final int TRUNCATED_WRONG_VALUE = 1292;

    /** Not a value of the column's type or character set. */
    static final int WRONG_VALUE_FOR_FIELD = 1366;

    /** No default for a column that is left out. */
    static final int NO_DEFAULT_FOR_FIELD = 1364;

    static final int DATA_TOO_LONG = 1406;

    /** A foreign key points to a row that is not there. */
    static final int NO_REFERENCED_ROW = 1452;

    /** The table has no partition for the row's value. */
    static final int NO_PARTITION = 1526;

    /** A value was given for a column that the server computes. */
    static final int GENERATED_COLUMN = 3105;

    static final int GENERATED_COLUMN_OF_MARIADB = 1906;
    static final int INVALID_JSON = 3140;
    static final int CHECK_VIOLATED = 3819;
    static final int CHECK_VIOLATED_OF_MARIADB = 4025;

    /** A name of 64 characters that are not letters is longer as a file: 168 of MySQL, 36 of MariaDB. */
    static final Pattern FILE_NAME_TOO_LONG = Pattern.compile("error 168\\b|errno: 36\\b");

    private MySqlError() {}

    /** It has no code of its own: a plugin of authentication that is disabled here. */
    static boolean isAboutClearPassword(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("'mysql_clear_password'");
    }

    /** It has no code of its own: the driver may not ask for the key with which a password is sent without TLS. */
    static boolean isAboutPublicKey(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("Public Key Retrieval");
    }
}
