// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;

/**
 * The certificates that vouch for the server cannot be read, or not be handed to the driver: no server was asked yet.
 * The message is a clause that says what to do. Only a person can change it, so it counts as an authorization failure.
 */
public final class StoreFailed extends SQLException {
    private static final long serialVersionUID = 1L;

    private static final String STATE = "28000";

    public StoreFailed(String clause, Exception cause) {
        super(clause, STATE, cause);
    }
}
