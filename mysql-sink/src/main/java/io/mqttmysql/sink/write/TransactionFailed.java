// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.FailureKind;
import java.sql.SQLException;

/** A transaction came to nothing, or, after COMMIT, to an unknown end. The kind is decided once, where it failed. */
final class TransactionFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final SQLException reason;

    TransactionFailed(FailureKind kind, SQLException reason) {
        super(reason);
        this.kind = kind;
        this.reason = reason;
    }

    FailureKind kind() {
        return kind;
    }

    SQLException reason() {
        return reason;
    }
}
