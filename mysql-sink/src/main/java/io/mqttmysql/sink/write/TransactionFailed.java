// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.TransactionPhase;
import java.sql.SQLException;

/** A transaction came to nothing, or, after COMMIT, to an unknown end. The kind is decided once, where it failed. */
final class TransactionFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final TransactionPhase phase;
    private final SQLException reason;

    TransactionFailed(FailureKind kind, TransactionPhase phase, SQLException reason) {
        super(reason);
        this.kind = kind;
        this.phase = phase;
        this.reason = reason;
    }

    FailureKind kind() {
        return kind;
    }

    /** Whether no connection could be had, after trying for as long as that may take. */
    boolean foundNoServer() {
        return kind == FailureKind.CONNECTION_LOST && phase == TransactionPhase.CONNECT;
    }

    SQLException reason() {
        return reason;
    }
}
