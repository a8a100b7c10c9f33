// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.util.Optional;

/** The tables of the server, remembered once read. Task thread only. */
public interface TableCatalog {
    /**
     * The table's definition, or empty where the server has no such table.
     *
     * @throws SQLException when it was not known yet and could not be read; the caller classifies it as any other
     */
    Optional<TableDefinition> find(TableId id) throws SQLException;
}
