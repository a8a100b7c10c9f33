// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.ConnectionSource;
import io.mqttmysql.sink.connection.ServerFacts;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableMaker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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

    /** Tables that nobody asks for. */
    static TableCache noTables() {
        return new TableCache(id -> Optional.empty(), NOBODY, () -> 0);
    }

    private static final TableMaker NOBODY = new TableMaker() {
        @Override
        public void create(TableDesign design) {
            throw new AssertionError("makes no tables");
        }

        @Override
        public void addColumns(TableId id, List<ColumnDesign> columns) {
            throw new AssertionError("makes no columns");
        }

        @Override
        public void toDecimals(TableId id, String column) {
            throw new AssertionError("changes no columns");
        }
    };
}
