// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Failures in plain words, with the server's own behind them: only they name the constraint, the index, or what a
 * trigger has against a row. Any thread.
 */
public final class FailureSentence {
    /** MySQL: {@code for column 'c' at row 1}; MariaDB also: {@code for column `db`.`t`.`c` at row 1}. */
    private static final Pattern COLUMN = Pattern.compile("(?:for column|Column|Field|value for column) "
            + "(?:'(?:[^']*\\.)?([^'.]+)'|(?:`(?:[^`]|``)*`\\.)*`((?:[^`]|``)+)`)");
    /** MariaDB: {@code CONSTRAINT `c` failed for `db`.`t`}; that of a column has the column's name. */
    private static final Pattern CONSTRAINT = Pattern.compile("CONSTRAINT `(?:[^`]*\\.)?([^`.]+)` failed for");

    private static final String NO_DATA_STATE = "02000";
    private static final Pattern ROW = Pattern.compile("at row (\\d+)");

    private FailureSentence() {}

    /** Why a table does not take a row. */
    public static String ofRecord(SQLException failure) {
        if (failure.getErrorCode() == 0 && NO_DATA_STATE.equals(failure.getSQLState())) {
            return "there is no row with its key to update, and update.missing is 'report'.";
        }
        if (failure.getErrorCode() == 0 && isOfAFault(failure)) {
            return failure.getMessage() + ".";
        }
        if (PacketTooLarge.isReasonOf(failure)) {
            return PacketTooLarge.sentence(failure) + " " + code(failure) + ".";
        }
        String reason = switch (failure.getErrorCode()) {
            case MySqlError.DUPLICATE_ENTRY -> "another row with the same key is already there";
            case MySqlError.COLUMN_NOT_NULL -> "the column does not take NULL";
            case MySqlError.OUT_OF_RANGE -> "the value is out of the column's range";
            case MySqlError.DATA_TRUNCATED, MySqlError.TRUNCATED_WRONG_VALUE, MySqlError.WRONG_VALUE_FOR_FIELD ->
                "the value does not fit the column's type or character set";
            case MySqlError.NO_DEFAULT_FOR_FIELD -> "the column has no default and no value was given";
            case MySqlError.DATA_TOO_LONG -> "the value is longer than the column";
            case MySqlError.NO_REFERENCED_ROW -> "a foreign key points to a row that is not there";
            case MySqlError.NO_PARTITION -> "the table has no partition for the value";
            case MySqlError.GENERATED_COLUMN, MySqlError.GENERATED_COLUMN_OF_MARIADB ->
                "the server computes the column and takes no value for it";
            case MySqlError.INVALID_JSON -> "the value is not JSON";
            case MySqlError.CHECK_VIOLATED, MySqlError.CHECK_VIOLATED_OF_MARIADB ->
                "a CHECK constraint of the table is violated";
            case MySqlError.VIEW_CHECK_FAILED -> "the view's CHECK OPTION does not let the row in";
            case MySqlError.SIGNALLED, MySqlError.SIGNALLED_NOT_FOUND -> "a trigger or procedure refuses the row";
            case 0 -> "the row cannot be sent";
            default -> "the table refuses the row";
        };
        return reason + ": " + ServerText.ofRecord(failure) + " " + code(failure) + ".";
    }

    private static boolean isOfAFault(Throwable failure) {
        return failure != null && (failure instanceof RuntimeException || isOfAFault(failure.getCause()));
    }

    /** Of a failure that nobody knows. */
    public static String ofUnknown(SQLException failure) {
        return "the server refuses the row, and only this one: " + ServerText.ofRecord(failure) + " " + code(failure)
                + ".";
    }

    /** The column that the server names, for the caller to compare with those it wrote. */
    public static Optional<String> column(SQLException failure) {
        return find(COLUMN, failure).map(name -> name.replace("``", "`")).or(() -> find(CONSTRAINT, failure));
    }

    /** Which row of the statement the server names, from 1. A hint only: it can be wrong. */
    public static Optional<Integer> row(SQLException failure) {
        return find(ROW, failure).filter(digits -> digits.length() < 9).map(Integer::parseInt);
    }

    private static Optional<String> find(Pattern pattern, SQLException failure) {
        Matcher matcher = pattern.matcher(String.valueOf(failure.getMessage()));
        if (!matcher.find()) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** What is wrong, for whom, and what to do about it. */
    public static String ofConfiguration(SQLException thrown, String user) {
        SQLException failure = reason(thrown);
        String what = aboutTrust(failure).orElseGet(() -> ofCode(failure, user));
        return what + " " + code(failure) + ".";
    }

    /** Where the code alone does not say it: what either side shows of itself. */
    private static Optional<String> aboutTrust(SQLException failure) {
        if (failure instanceof StoreFailed || failure instanceof PasswordUnreadable) {
            return Optional.of(failure.getMessage());
        }
        if (ServerTrust.isAboutPlainServer(failure)) {
            return Optional.of("MySQL does not encrypt here, and connection.ssl.mode asks for it ("
                    + ServerText.of(failure) + "): let the server have a certificate, or on a safe network set"
                    + " connection.ssl.mode=PREFERRED");
        }
        if (MySqlError.isAboutClearPassword(failure)) {
            return Optional.of(
                    "MySQL asks for the password as it is (" + ServerText.of(failure) + "), and only a server"
                            + " whose identity is verified gets it: set connection.ssl.mode=VERIFY_IDENTITY, or let the user"
                            + " have another authentication plugin");
        }
        if (ServerTrust.isAboutOurs(failure)) {
            return ServerTrust.failure(failure)
                    .map(refusal -> "MySQL does not accept the sink's own certificate (" + refusal.getMessage()
                            + "): let connection.ssl.keystore.location name one that the server's ssl_ca vouches for");
        }
        return ServerTrust.failure(failure)
                .map(mistrust -> "MySQL's certificate is not trusted (" + mistrust.getMessage()
                        + "): name those who vouch for it in connection.ssl.truststore.location, and in connection.url"
                        + " the host that it is for");
    }

    private static String ofCode(SQLException failure, String user) {
        return switch (failure.getErrorCode()) {
            case MySqlError.HOST_NOT_PRIVILEGED ->
                "MySQL lets nobody in from where this worker runs (" + ServerText.of(failure) + "): create the user for"
                        + " that host, as CREATE USER '" + user + "'@'%'; of a container it is the container's address";
            case MySqlError.ACCESS_DENIED ->
                "MySQL refuses user '" + user + "' (" + ServerText.of(failure) + "): check connection.user,"
                        + " connection.password, the hosts this user may come from, and whether it must show a"
                        + " certificate (REQUIRE X509): connection.ssl.keystore.location";
            case MySqlError.ACCESS_DENIED_FOR_DATABASE ->
                "user '" + user + "' may not use the database of connection.url: grant it, or name another";
            case MySqlError.UNKNOWN_DATABASE ->
                "the database named in connection.url does not exist: create it, or correct the URL";
            case MySqlError.NO_SUCH_TABLE ->
                "a table is missing (" + ServerText.of(failure) + "): create it, or correct 'table'";
            case MySqlError.UNKNOWN_COLUMN ->
                "a column is missing (" + ServerText.of(failure) + "): add it, or correct 'column.*'";
            case MySqlError.TABLE_PRIVILEGE, MySqlError.COLUMN_PRIVILEGE ->
                "user '" + user + "' lacks a privilege (" + ServerText.of(failure) + "): grant it";
            default ->
                MySqlError.isAboutPublicKey(failure)
                        ? "MySQL cannot be sent a password safely (" + ServerText.of(failure)
                                + "): set connection.ssl.mode=REQUIRED or VERIFY_IDENTITY, or on a safe network add allowPublicKeyRetrieval=true to connection.url"
                        : "MySQL and the configuration do not fit (" + ServerText.of(failure) + "): correct either";
        };
    }

    /** For the log when an outage starts. */
    public static String ofOutage(SQLException failure) {
        SQLException reason = reason(failure);
        return ServerText.of(reason) + " " + code(reason);
    }

    /** A pool says only that it has no connection; why is in its cause. */
    private static SQLException reason(SQLException failure) {
        boolean isOfPool = failure instanceof SQLTransientConnectionException;
        return isOfPool && failure.getCause() instanceof SQLException cause ? cause : failure;
    }

    private static String code(SQLException failure) {
        return "(error " + failure.getErrorCode() + ", SQLState " + failure.getSQLState() + ")";
    }
}
