// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.failure.TransactionPhase;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Borrow, work, COMMIT, return: all or nothing, and the one place where an SQLException becomes a
 * {@link FailureKind}. It knows the phase it was in; after a lost COMMIT nothing else does. Task thread.
 */
public final class Transactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final ConnectionSource source;
    private final SqlFailureClassifier classifier = new SqlFailureClassifier();

    public Transactions(ConnectionSource source) {
        this.source = source;
    }

    /** What is done between borrowing and COMMIT. A runtime exception rolls back and passes through. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public <T> T run(Work<T> work) throws TransactionFailed {
        TransactionPhase phase = TransactionPhase.CONNECT;
        Connection connection = null;
        boolean isDone = false;
        try {
            connection = source.borrow();
            phase = TransactionPhase.BODY;
            T result = work.on(connection);
            phase = TransactionPhase.COMMIT;
            commit(connection);
            isDone = true;
            return result;
        } catch (SQLException e) {
            throw failed(e, phase, connection);
        } finally {
            finish(connection, isDone);
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (RuntimeException e) {
            throw DriverFault.of(e);
        }
    }

    private TransactionFailed failed(SQLException failure, TransactionPhase phase, Connection connection) {
        FailureKind kind =
                classifier.classify(failure, phase, () -> connection != null && LinkProbe.isDead(connection));
        if (connection != null && discards(kind, failure)) {
            source.discard(connection);
        }
        return new TransactionFailed(kind, phase, failure);
    }

    private boolean discards(FailureKind kind, SQLException failure) {
        return switch (kind) {
            case CONNECTION_LOST, COMMIT_UNKNOWN -> true;
            case SERVER_STATE -> classifier.isReadOnly(failure);
            // a privilege that is granted now counts for new connections only
            case CONFIGURATION -> true;
            case CONFLICT, RECORD, UNKNOWN -> false;
        };
    }

    private void finish(Connection connection, boolean isDone) {
        if (connection == null) {
            return;
        }
        try {
            if (!isDone && !connection.isClosed()) {
                connection.rollback();
            }
            source.giveBack(connection);
        } catch (SQLException e) {
            log.debug("A rollback did not get through, the connection goes: {}", e.getMessage());
            source.discard(connection);
        }
    }

    public SqlFailureClassifier classifier() {
        return classifier;
    }

    /** Of the newest connection; known inside of {@link Work}. */
    public ServerFacts server() {
        return source.server();
    }

    @Override
    public void close() {
        source.close();
    }
}
