// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import java.sql.SQLException;

/** Carries a failure, already classified, through the mapper. */
final class ClassifiedFailure extends SQLException {
    private static final long serialVersionUID = 1L;

    private final TransactionFailed failure;

    ClassifiedFailure(TransactionFailed failure) {
        super(failure.reason().getMessage(), failure.reason());
        this.failure = failure;
    }

    TransactionFailed failure() {
        return failure;
    }
}
