// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import java.sql.Connection;
import java.sql.SQLException;

/** What a transaction does before its first row. Task thread. */
@FunctionalInterface
public interface Beginning {
    /** Rows are all that there is. */
    Beginning NOTHING = connection -> {};

    /**
     * Does it again, after a rollback to the very beginning.
     *
     * @throws SQLException also when it does not come out as before: then the transaction must not go on
     */
    void again(Connection connection) throws SQLException;
}
