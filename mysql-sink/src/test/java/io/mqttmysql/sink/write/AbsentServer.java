// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import java.sql.Connection;
import java.sql.SQLException;

/** A server that does not answer. */
final class AbsentServer implements ConnectionSource {
    private int borrows;

    /** How often somebody tried to reach it. */
    int borrows() {
        return borrows;
    }

    @Override
    public Connection borrow() throws SQLException {
        borrows++;
        throw new SQLException("nobody there", "08S01");
    }

    @Override
    public void giveBack(Connection connection) {
        throw new AssertionError("nothing was borrowed");
    }

    @Override
    public void discard(Connection connection) {
        throw new AssertionError("nothing was borrowed");
    }

    @Override
    public ServerFacts server() {
        throw new AssertionError("there is no server");
    }

    @Override
    public void close() {
        // nothing is open
    }
}
