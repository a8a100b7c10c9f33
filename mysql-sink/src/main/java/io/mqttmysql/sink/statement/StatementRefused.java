// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.row.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A statement failed; the rows it carried are known. State, code and message are those of the cause. */
final class StatementRefused extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient List<Row> rows;

    StatementRefused(SQLException cause, List<Row> rows) {
        super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
        this.rows = rows;
    }

    Row first() {
        return rows.get(0);
    }

    /** The row that the server names, if it names one; never proof. */
    Optional<Row> suspect() {
        return FailureSentence.row(this)
                .filter(number -> number >= 1 && number <= rows.size())
                .map(number -> rows.get(number - 1));
    }
}
