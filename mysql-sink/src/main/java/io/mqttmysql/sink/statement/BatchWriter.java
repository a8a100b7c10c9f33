// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.connection.DriverFault;
import io.mqttmysql.sink.connection.ServerFacts;
import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.sql.EqualRow;
import io.mqttmysql.sink.sql.RowStatements;
import io.mqttmysql.sink.sql.UpdateStatements;
import io.mqttmysql.sink.table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes rows in one transaction of one connection. Statements are multi-row and built by hand, through
 * {@code executeUpdate}: the driver's {@code executeBatch} disguises a lost link as a programming error.
 *
 * @param batchSize rows of one statement at most
 * @param pace asked before each statement
 */
public record BatchWriter(Connection connection, ServerFacts server, int batchSize, Pace pace) {
    /** Half of what the server takes: the estimate of a row's size has room to be wrong. */
    private static final int PACKET_SHARE = 2;

    /** More keys in one IN list than the optimizer's memory holds would scan the table. */
    private static final int MAX_KEYS = 1_000;

    /** Rows that one query looks up, each by a query of its own inside it. */
    private static final int MAX_QUERIES = 500;

    /** Bytes of the text around one value that is compared, with the longest names. */
    private static final int COMPARISON = 600;

    /** The same for rows that must not be left half written. */
    BatchWriter unhurried() {
        return new BatchWriter(connection, server, batchSize, Pace.free());
    }

    /** Returns how many updates had no row to write to and were to be ignored then. */
    int write(List<Row> rows) throws SQLException {
        int ignored = 0;
        for (RowBatch batch : BatchBuilder.build(rows)) {
            ignored += write(batch);
        }
        return ignored;
    }

    private int write(RowBatch batch) throws SQLException {
        long limit = packetLimit();
        int most = batch.shape().operation() == RowOperation.DELETE ? Math.min(batchSize, MAX_KEYS) : batchSize;
        List<Row> rows = batch.rows();
        int start = 0;
        int ignored = 0;
        long bytes = 0;
        for (int end = 0; end < rows.size(); end++) {
            long size = ParameterBinder.size(rows.get(end));
            if (end > start && (end - start >= most || bytes + size > limit)) {
                ignored += execute(batch.shape(), rows.subList(start, end));
                start = end;
                bytes = 0;
            }
            bytes += size;
        }
        return ignored + execute(batch.shape(), rows.subList(start, rows.size()));
    }

    private long packetLimit() {
        return server.maxAllowedPacket() / PACKET_SHARE;
    }

    private int execute(RowShape shape, List<Row> rows) throws SQLException {
        int found = send(shape, rows);
        if (!shape.operation().isUpdate() || found >= rows.size()) {
            return 0;
        }
        switch (shape.operation()) {
            case UPDATE_OR_INSERT -> send(shape.as(RowOperation.INSERT), unmatched(shape, rows));
            case UPDATE_OR_REPORT ->
                throw RowNotFound.in(rows, unmatched(shape, rows).get(0));
            default -> {
                return rows.size() - found;
            }
        }
        return 0;
    }

    /** Returns how many rows were inserted, found or removed; what an upsert counts means nothing. */
    private int send(RowShape shape, List<Row> rows) throws SQLException {
        String text = RowStatements.write(shape, rows.size(), server.forms());
        try {
            return prepared(text, statement -> {
                int index = 1;
                for (Row row : rows) {
                    index = ParameterBinder.bind(statement, index, row);
                }
                return statement.executeUpdate();
            });
        } catch (OutOfTime e) {
            throw e;
        } catch (SQLException e) {
            throw new StatementRefused(e, rows);
        }
    }

    /** Of rows that were just inserted where they were absent, those whose key the table does not hold. */
    List<Row> keptOut(List<Row> rows) throws SQLException {
        Map<RowShape, List<Row>> byShape = new IdentityHashMap<>();
        rows.forEach(row ->
                byShape.computeIfAbsent(row.shape(), shape -> new ArrayList<>()).add(row));
        List<Row> keptOut = new ArrayList<>();
        for (Map.Entry<RowShape, List<Row>> group : byShape.entrySet()) {
            List<Row> all = group.getValue();
            for (int start = 0; start < all.size(); start += MAX_KEYS) {
                keptOut.addAll(absent(group.getKey(), all.subList(start, Math.min(all.size(), start + MAX_KEYS))));
            }
        }
        return keptOut;
    }

    /** Of rows that were just updated, those that found none. Never empty. */
    private List<Row> unmatched(RowShape shape, List<Row> rows) throws SQLException {
        List<Row> unmatched = absent(shape, rows);
        if (unmatched.isEmpty()) {
            throw new Conflict("rows to update appeared while they were looked for");
        }
        return unmatched;
    }

    /** Those whose key the table does not hold; the server compares the keys. */
    private List<Row> absent(RowShape shape, List<Row> rows) throws SQLException {
        List<Column> keys = UpdateStatements.keys(shape);
        String text =
                UpdateStatements.unmatched(shape, rows.size(), server.forms().derived());
        return prepared(text, query -> {
            int index = 1;
            for (Row row : rows) {
                for (Column key : keys) {
                    ParameterBinder.bind(query, index++, row.value(key));
                }
            }
            List<Row> found = new ArrayList<>();
            try (ResultSet number = query.executeQuery()) {
                while (number.next()) {
                    found.add(rows.get(number.getInt(1)));
                }
            }
            return found;
        });
    }

    /** Those that their tables hold already, each equal in every written column; one query for many. */
    Set<Row> stored(List<Row> rows) throws SQLException {
        Set<Row> stored = Collections.newSetFromMap(new IdentityHashMap<>());
        int start = 0;
        long bytes = 0;
        List<Object> values = new ArrayList<>();
        for (int end = 0; end < rows.size(); end++) {
            List<Object> more =
                    EqualRow.values(rows.get(end).shape(), rows.get(end).values());
            long size = more.stream()
                    .mapToLong(value -> ParameterBinder.size(value) + COMPARISON)
                    .sum();
            if (end > start && (end - start >= MAX_QUERIES || bytes + size > packetLimit())) {
                lookUp(rows.subList(start, end), values, stored);
                start = end;
                bytes = 0;
                values.clear();
            }
            bytes += size;
            values.addAll(more);
        }
        if (start < rows.size()) {
            lookUp(rows.subList(start, rows.size()), values, stored);
        }
        return stored;
    }

    private void lookUp(List<Row> rows, List<Object> values, Set<Row> stored) throws SQLException {
        prepared(EqualRow.find(rows.stream().map(Row::shape).toList()), query -> {
            int index = 1;
            for (Object value : values) {
                ParameterBinder.bind(query, index++, value);
            }
            try (ResultSet number = query.executeQuery()) {
                while (number.next()) {
                    stored.add(rows.get(number.getInt(1)));
                }
            }
            return stored;
        });
    }

    /** What is done with one statement. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T prepared(String text, Use<T> use) throws SQLException {
        pace.next();
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            return use.of(statement);
        } catch (RuntimeException e) {
            throw DriverFault.of(e);
        }
    }
}
