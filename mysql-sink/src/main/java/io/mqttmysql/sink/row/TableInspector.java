// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableReader;
import java.sql.SQLException;
import java.util.Optional;

/** What a server says about tables and what it would let this user do there; asking changes nothing. */
public interface TableInspector extends TableReader {
    /** The storage engine; empty for a view or where there is no such table. */
    Optional<String> engine(TableId table) throws SQLException;

    /** Why this user may not write such rows, in a sentence; empty where he may. */
    Optional<String> refusal(RowShape shape) throws SQLException;

    /** Why this user may not make that table, which is not there. */
    Optional<String> refusalToCreate(TableId table) throws SQLException;

    /** Why this user may not add columns to that table. */
    Optional<String> refusalToWiden(TableId table) throws SQLException;
}
