// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;

/**
 * {@code put.budget.ms} is over: no further statement begins. What is done of the delivery by then can be stored;
 * where this leaves a transaction, nothing of that transaction is.
 */
public final class OutOfTime extends SQLException {
    private static final long serialVersionUID = 1L;

    /** As of a conflict: {@link SqlFailureClassifier} has the transaction tried again. */
    private static final String SERIALIZATION_FAILURE = "40001";

    /** @param what there was no time for, such as "to write the rows" */
    public OutOfTime(String what) {
        super("put.budget.ms was not enough " + what, SERIALIZATION_FAILURE);
    }
}
