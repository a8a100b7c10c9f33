// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.TransactionPhase;
import java.sql.SQLException;

/** A transaction came to nothing, or, after COMMIT, to an unknown end. The kind is decided once, where it failed. */
public final class TransactionFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final TransactionPhase phase;
    private final SQLException reason;

    public TransactionFailed(FailureKind kind, TransactionPhase phase, SQLException reason) {
        super(reason);
        this.kind = kind;
        this.phase = phase;
        this.reason = reason;
    }

    public FailureKind kind() {
        return kind;
    }

    /** Whether no connection could be had, after trying for as long as that may take. */
    public boolean foundNoServer() {
        return kind == FailureKind.CONNECTION_LOST && phase == TransactionPhase.CONNECT;
    }

    /** Whether COMMIT was sent and nothing tells what became of it. */
    public boolean leavesCommitOpen() {
        return kind == FailureKind.COMMIT_UNKNOWN || (kind == FailureKind.UNKNOWN && phase == TransactionPhase.COMMIT);
    }

    public SQLException reason() {
        return reason;
    }
}
