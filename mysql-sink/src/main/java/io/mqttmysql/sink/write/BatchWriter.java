// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.sql.RowStatements;
import io.mqttmysql.sink.table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes rows in one transaction of one connection. Statements are multi-row and built by hand, through
 * {@code executeUpdate}: the driver's {@code executeBatch} disguises a lost link as a programming error.
 *
 * @param batchSize rows of one statement at most
 */
record BatchWriter(Connection connection, ServerFacts server, int batchSize) {
    /** Half of what the server takes: the estimate of a row's size has room to be wrong. */
    private static final int PACKET_SHARE = 2;

    void write(List<Row> rows) throws SQLException {
        for (RowBatch batch : BatchBuilder.build(rows)) {
            write(batch);
        }
    }

    private void write(RowBatch batch) throws SQLException {
        long limit = server.maxAllowedPacket() / PACKET_SHARE;
        List<Row> rows = batch.rows();
        int start = 0;
        long bytes = 0;
        for (int end = 0; end < rows.size(); end++) {
            long size = ParameterBinder.size(rows.get(end));
            if (end > start && (end - start >= batchSize || bytes + size > limit)) {
                execute(batch.shape(), rows.subList(start, end));
                start = end;
                bytes = 0;
            }
            bytes += size;
        }
        execute(batch.shape(), rows.subList(start, rows.size()));
    }

    private void execute(RowShape shape, List<Row> rows) throws SQLException {
        String text = RowStatements.write(shape, rows.size(), server.upsertForm());
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int index = 1;
            for (Row row : rows) {
                index = ParameterBinder.bind(statement, index, row);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StatementRefused(e, rows);
        }
    }

    /** Whether the table holds a row that equals this one in every written column. */
    boolean isStored(Row row) throws SQLException {
        List<Column> columns = row.shape().columns();
        try (PreparedStatement query = connection.prepareStatement(RowStatements.countEqual(row.shape()))) {
            int index = 1;
            for (int i = 0; i < columns.size(); i++) {
                if (RowStatements.isComparable(columns.get(i))) {
                    ParameterBinder.bind(query, index++, row.values()[i]);
                }
            }
            try (ResultSet count = query.executeQuery()) {
                return count.next() && count.getLong(1) > 0;
            }
        }
    }
}
