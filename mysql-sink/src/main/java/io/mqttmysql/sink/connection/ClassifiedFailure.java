// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.sql.SQLException;

/** Carries a failure, already classified, through the mapper. */
public final class ClassifiedFailure extends SQLException {
    private static final long serialVersionUID = 1L;

    private final TransactionFailed failure;

    public ClassifiedFailure(TransactionFailed failure) {
        super(failure.reason().getMessage(), failure.reason());
        this.failure = failure;
    }

    public TransactionFailed failure() {
        return failure;
    }
}
