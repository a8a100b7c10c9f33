// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;

/**
 * The file with the password gives none: no server was asked yet. The message is a clause that says what to do. It may
 * be there again soon, as after a refused login, so it counts as an authorization failure.
 */
public final class PasswordUnreadable extends SQLException {
    private static final long serialVersionUID = 1L;

    private static final String STATE = "28000";

    public PasswordUnreadable(String clause, Exception cause) {
        super(clause, STATE, cause);
    }
}
