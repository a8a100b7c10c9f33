// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;

/**
 * The sink's own finding that somebody else was faster: the transaction is rolled back and the whole batch tried again,
 * as after a deadlock.
 */
public final class Conflict extends SQLException {
    private static final long serialVersionUID = 1L;

    /** SQLState of a serialization failure: {@link SqlFailureClassifier} treats it as the server's own. */
    private static final String SERIALIZATION_FAILURE = "40001";

    private final boolean isTold;

    /** @param reason what was found, for the log */
    public Conflict(String reason) {
        this(reason, false);
    }

    private Conflict(String reason, boolean isTold) {
        super(reason, SERIALIZATION_FAILURE);
        this.isTold = isTold;
    }

    /** One that whoever found it has told in the log. */
    public static Conflict told(String reason) {
        return new Conflict(reason, true);
    }

    public boolean isTold() {
        return isTold;
    }
}
