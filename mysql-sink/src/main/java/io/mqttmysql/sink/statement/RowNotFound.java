// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import java.sql.SQLException;
import java.util.List;

/** An update that must find its row found none. The record's fault, as if the server had refused the row. */
final class RowNotFound extends SQLException {
    private static final long serialVersionUID = 1L;

    /** SQLState "no data". */
    private static final String NO_DATA_STATE = "02000";

    private RowNotFound(int number) {
        super("No row to update at row " + number, NO_DATA_STATE);
    }

    static boolean isReasonOf(SQLException failure) {
        // a trigger can signal this state, too, with a number
        return failure.getErrorCode() == 0 && NO_DATA_STATE.equals(failure.getSQLState());
    }

    static StatementRefused in(List<Row> rows, Row unmatched) {
        return new StatementRefused(new RowNotFound(rows.indexOf(unmatched) + 1), rows);
    }
}
