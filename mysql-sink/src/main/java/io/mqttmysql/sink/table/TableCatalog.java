// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The tables of the server, remembered once read, and made where they may be. Task thread. */
public interface TableCatalog extends TableMaker {
    /**
     * The table's definition, or empty where the server has no such table.
     *
     * @throws SQLException when it was not known yet and could not be read; the caller classifies it as any other
     */
    Optional<TableDefinition> find(TableId id) throws SQLException;

    /**
     * Says which tables will be looked for, so that the first question is about all of them: whoever publishes makes up
     * names, and questions for each would hold a delivery up.
     *
     * @param ids asked for only when one of them is not known
     */
    default void expect(Supplier<Set<TableId>> ids) {}
}
