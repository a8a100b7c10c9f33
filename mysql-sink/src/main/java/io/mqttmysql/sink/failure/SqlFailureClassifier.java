// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Says once what a failure means. Rules are tried from the top; the order carries meaning. Never by the Java class
 * alone: Connector/J calls a refused connection "syntax error" and HikariCP calls a wrong password "transient".
 * Without state. Any thread.
 */
public final class SqlFailureClassifier {
    private static final String BINDING_STATE = "S1009";
    private static final String REFUSED_BY_DRIVER_STATE = "08001";
    private static final String AUTHORIZATION_STATE = "28000";
    /** The row that an update must find is not there. */
    private static final String NO_DATA_CLASS = "02";
    /** Data exception, integrity, CHECK OPTION of a view, spatial reference system. */
    private static final List<String> RECORD_CLASSES = List.of(NO_DATA_CLASS, "22", "23", "44", "SR");
    /** What a SIGNAL of the database's own programs says. */
    private static final String SIGNAL_CLASS = "45";

    private static final String ROLLBACK_CLASS = "40";
    private static final String PARAMETER_MISSING_STATE = "07001";

    /** The driver throws away a lost link's exception and reports only that its own statement is closed. */
    private static final String STATEMENT_CLOSED = "after statement closed";

    /**
     * @param linkIsDead whether the physical connection is closed or does not answer; asked only where codes do not
     *     tell
     */
    public FailureKind classify(SQLException failure, TransactionPhase phase, BooleanSupplier linkIsDead) {
        if (failure instanceof OutOfTime) {
            return FailureKind.CONFLICT;
        }
        if (phase == TransactionPhase.COMMIT && leavesCommitOpen(failure, linkIsDead)) {
            return FailureKind.COMMIT_UNKNOWN;
        }
        FailureKind kind = kind(failure, phase, linkIsDead);
        // no record was sent yet: whatever a server or a proxy answers, it lets nobody in for now
        boolean isAboutNothingSent = kind == FailureKind.RECORD || kind == FailureKind.UNKNOWN;
        return phase == TransactionPhase.CONNECT && isAboutNothingSent ? FailureKind.CONNECTION_LOST : kind;
    }

    private static FailureKind kind(SQLException failure, TransactionPhase phase, BooleanSupplier linkIsDead) {
        if (PacketTooLarge.isReasonOf(failure) || isSignalled(failure)) {
            return FailureKind.RECORD;
        }
        if (isConfiguration(failure, phase)) {
            return FailureKind.CONFIGURATION;
        }
        if (MySqlErrorSets.REFUSING.contains(failure.getErrorCode())) {
            return FailureKind.SERVER_STATE;
        }
        if (isLinkLost(failure, phase)) {
            return FailureKind.CONNECTION_LOST;
        }
        return answered(failure, linkIsDead);
    }

    /** What the server itself said, unless the link has died since. */
    private static FailureKind answered(SQLException failure, BooleanSupplier linkIsDead) {
        int code = failure.getErrorCode();
        if (MySqlErrorSets.CANNOT_WRITE.contains(code)) {
            return FailureKind.SERVER_STATE;
        }
        if (isRecord(failure)) {
            return FailureKind.RECORD;
        }
        if (linkIsDead.getAsBoolean()) {
            return FailureKind.CONNECTION_LOST;
        }
        if (MySqlErrorSets.CONFLICT.contains(code)
                || state(failure).startsWith(ROLLBACK_CLASS)
                || chain(failure, SQLTimeoutException.class::isInstance)) {
            return FailureKind.CONFLICT;
        }
        return FailureKind.UNKNOWN;
    }

    /** Whether the server may be one that only reads, so that its connections should go. */
    public boolean isReadOnly(SQLException failure) {
        return MySqlErrorSets.READ_ONLY.contains(failure.getErrorCode());
    }

    /** Whether the transaction as a whole may be more than the server takes, so that a shorter one may pass. */
    public boolean isTooMuch(SQLException failure) {
        return MySqlErrorSets.TOO_MUCH.contains(failure.getErrorCode());
    }

    /** Whether a table cannot be made because of its name, its columns' names, or their number or width. */
    public boolean isAboutShape(SQLException failure) {
        return MySqlErrorSets.SHAPE.contains(failure.getErrorCode())
                || (MySqlErrorSets.ENGINE.contains(failure.getErrorCode())
                        && chain(
                                failure,
                                cause -> MySqlError.FILE_NAME_TOO_LONG
                                        .matcher(String.valueOf(cause.getMessage()))
                                        .find()));
    }

    /** Whether the user may not do what the statement does to the database, the table or a column. */
    public boolean isDenied(SQLException failure) {
        return MySqlErrorSets.DENIED.contains(failure.getErrorCode());
    }

    /** Whether a column that is to be added is there already. */
    public boolean isDuplicateColumn(SQLException failure) {
        return failure.getErrorCode() == MySqlError.DUPLICATE_COLUMN;
    }

    /** Whether AUTO_INCREMENT has no number left. */
    public boolean isOutOfNumbers(SQLException failure) {
        return MySqlErrorSets.OUT_OF_NUMBERS.contains(failure.getErrorCode());
    }

    /** Whether another row with the same key is there already. */
    public boolean isDuplicate(SQLException failure) {
        return failure.getErrorCode() == MySqlError.DUPLICATE_ENTRY;
    }

    private static boolean leavesCommitOpen(SQLException failure, BooleanSupplier linkIsDead) {
        int code = failure.getErrorCode();
        return MySqlErrorSets.COMMIT_OPEN.contains(code)
                || isLinkLost(failure, TransactionPhase.COMMIT)
                || (!MySqlErrorSets.CANNOT_WRITE.contains(code)
                        && !MySqlErrorSets.CONFLICT.contains(code)
                        && linkIsDead.getAsBoolean());
    }

    private static boolean isSignalled(SQLException failure) {
        // SIGNAL SQLSTATE '40…' asks for the transaction to be tried again
        return state(failure).startsWith(SIGNAL_CLASS)
                || (MySqlErrorSets.SIGNALS.contains(failure.getErrorCode())
                        && !state(failure).startsWith(ROLLBACK_CLASS));
    }

    private static boolean isConfiguration(SQLException failure, TransactionPhase phase) {
        String state = state(failure);
        return MySqlErrorSets.CONFIGURATION.contains(failure.getErrorCode())
                || state.equals(AUTHORIZATION_STATE)
                || state.equals(PARAMETER_MISSING_STATE)
                || ServerTrust.failure(failure).isPresent()
                || (phase == TransactionPhase.CONNECT
                        && state.equals(REFUSED_BY_DRIVER_STATE)
                        && failure.getErrorCode() == 0
                        && (chain(failure, MySqlError::isAboutPublicKey) || ServerTrust.isAboutPlainServer(failure)))
                || (phase == TransactionPhase.CONNECT && state.equals(BINDING_STATE) && !isStatementClosed(failure));
    }

    private static boolean isLinkLost(SQLException failure, TransactionPhase phase) {
        int code = failure.getErrorCode();
        return state(failure).startsWith("08")
                || MySqlErrorSets.LINK_LOST.contains(code)
                || (code >= MySqlErrorSets.FIRST_OF_CLIENTS && code <= MySqlErrorSets.LAST_OF_CLIENTS)
                || chain(failure, cause -> cause.getClass().getSimpleName().equals("CommunicationsException"))
                || isStatementClosed(failure)
                || (phase == TransactionPhase.CONNECT && failure instanceof SQLTransientConnectionException);
    }

    private static boolean isStatementClosed(SQLException failure) {
        return failure.getMessage() != null && failure.getMessage().contains(STATEMENT_CLOSED);
    }

    private static boolean isRecord(SQLException failure) {
        String state = state(failure);
        return RECORD_CLASSES.stream().anyMatch(state::startsWith)
                || MySqlErrorSets.RECORD.contains(failure.getErrorCode());
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    private static boolean chain(Throwable failure, Predicate<Throwable> test) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (test.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
