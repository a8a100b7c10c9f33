// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tables as they are when a row is refused, beside what was known of them when it was made. Lives as long as the
 * transaction, in which each is read once. Task thread.
 */
final class CurrentTables {
    private final Connection connection;
    private final TableCache known;
    private final Map<TableId, Optional<TableDefinition>> current = new HashMap<>();

    CurrentTables(Connection connection, TableCache known) {
        this.connection = connection;
        this.known = known;
    }

    Optional<TableDefinition> now(TableId table) throws SQLException {
        if (!current.containsKey(table)) {
            current.put(table, new InformationSchema(connection).read(table));
        }
        return current.get(table);
    }

    /** No record is blamed for a table that was altered after its row was made: the delivery is mapped again. */
    void requireUpToDate(TableId table) throws SQLException {
        if (!known.isUpToDate(table, now(table))) {
            throw new Conflict("table " + table + " was altered since it was read");
        }
    }

    /** @throws ConfigurationProblem where the server has no number for a row, whatever is in it */
    void requireNumbers(StatementRefused refused, SqlFailureClassifier classifier) throws SQLException {
        TableId table = refused.first().shape().table();
        if (classifier.isOutOfNumbers(refused)) {
            Optional<Column> numbered = now(table).stream()
                    .flatMap(definition -> definition.columns().stream())
                    .filter(Column::isNumbered)
                    .findFirst();
            if (numbered.isPresent()) {
                throw DuplicateKey.usedUp(table, numbered.get());
            }
        }
    }
}
