// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.util.Optional;

/** Asks the server what a table is. */
@FunctionalInterface
public interface TableReader {
    /** The definition, or empty where there is no such table or this user may not see it. */
    Optional<TableDefinition> read(TableId id) throws SQLException;
}
