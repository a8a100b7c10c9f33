// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.util.List;

/** Makes tables and columns, outside of any transaction of rows. Done by somebody else meanwhile is done as well. */
public interface TableMaker {
    /**
     * @throws TableRefused when a limit of the configuration or the server does not allow it
     */
    void create(TableDesign design) throws SQLException;

    /**
     * Adds those of the columns that are not there yet.
     *
     * @throws TableRefused when a limit of the configuration or the server does not allow it
     */
    void addColumns(TableId id, List<ColumnDesign> columns) throws SQLException;

    /**
     * Makes of a column of whole numbers so far one of decimals, without changing a digit of its rows.
     *
     * @throws TableRefused when the server does not allow it
     */
    void toDecimals(TableId id, String column) throws SQLException;
}
