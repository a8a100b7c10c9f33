// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.util.Optional;

/** The tables of the server, remembered once read, and made where they may be. Task thread. */
public interface TableCatalog extends TableMaker {
    /**
     * The table's definition, or empty where the server has no such table.
     *
     * @throws SQLException when it was not known yet and could not be read; the caller classifies it as any other
     */
    Optional<TableDefinition> find(TableId id) throws SQLException;
}
