// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableTraits.InsertTrigger;
import io.mqttmysql.sink.table.UniqueIndex;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What it means for a row to insert that another one has its key. A record can only answer for a key that its row
 * writes; where the server fills it, the table or the strategy is wrong, for every record alike.
 */
final class DuplicateKey {
    private static final String BEFORE_NAME = "for key '";

    private final Connection connection;
    private final TableDefinition table;

    /** @param table as it is now */
    DuplicateKey(Connection connection, TableDefinition table) {
        this.connection = connection;
        this.table = table;
    }

    /**
     * Whether the row writes all of the key that the server names, so that an equal row is the same.
     *
     * @throws ConfigurationProblem where the strategy never writes it
     */
    boolean isWritten(Row row, SQLException failure) throws SQLException {
        Optional<UniqueIndex> index = named(failure);
        if (index.isEmpty()) {
            return false; // of another table, into which a trigger writes
        }
        List<Column> unwritten = index.get().columns().stream()
                .flatMap(name -> table.column(name).stream())
                .filter(column -> !column.isGenerated() && !isAmong(row.shape().columns(), column))
                .toList();
        for (Column column : unwritten) {
            if (column.isNumbered()) {
                requireNumbers(column);
            } else if (!isAmong(row.shape().mapped(), column)) {
                throw neverWritten(row.shape(), index.get(), column);
            }
        }
        return unwritten.isEmpty();
    }

    private static boolean isAmong(List<Column> columns, Column column) {
        return columns.stream().anyMatch(other -> ColumnName.areSame(other.name(), column.name()));
    }

    /** MySQL 8.0.19 and newer: {@code table.index}; others the index alone. */
    private Optional<UniqueIndex> named(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int start = message.lastIndexOf(BEFORE_NAME);
        if (start < 0 || !message.endsWith("'")) {
            return Optional.empty();
        }
        String name = message.substring(start + BEFORE_NAME.length(), message.length() - 1);
        String prefix = table.id().name() + ".";
        return table.allUniqueIndexes().stream()
                .filter(index -> index.name().equals(name) || (prefix + index.name()).equalsIgnoreCase(name))
                .findFirst();
    }

    /** Numbers that were given by hand can be in the way of the next one: each try takes one more. */
    private void requireNumbers(Column column) throws SQLException {
        if (largest(column).compareTo(last(column)) >= 0) {
            throw usedUp(table.id(), column);
        }
        if (table.traits().onInsert() == InsertTrigger.NONE) {
            throw new Conflict("a row has the next number of '" + table.id() + "." + column.name() + "' already");
        }
    }

    private BigInteger largest(Column column) throws SQLException {
        String text = "SELECT COALESCE(MAX(" + TableId.quote(column.name()) + "), 0) FROM "
                + table.id().quoted();
        try (PreparedStatement query = connection.prepareStatement(text);
                ResultSet answer = query.executeQuery()) {
            answer.next();
            return answer.getBigDecimal(1).toBigInteger();
        }
    }

    private static BigInteger last(Column column) {
        int bits = switch (column.type()) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case MEDIUMINT -> 24;
            case INT -> 32;
            default -> 64;
        };
        return BigInteger.ONE.shiftLeft(column.isUnsigned() ? bits : bits - 1).subtract(BigInteger.ONE);
    }

    static ConfigurationProblem usedUp(TableId table, Column column) {
        return new ConfigurationProblem("AUTO_INCREMENT of '" + table + "." + column.name()
                + "' is used up: it has given the last number of " + column.declaration()
                + ", or a record has brought it; give the column a larger type (ALTER TABLE " + table.quoted()
                + " MODIFY " + TableId.quote(column.name()) + " BIGINT UNSIGNED NOT NULL AUTO_INCREMENT), or remove the"
                + " row with that number and set AUTO_INCREMENT back");
    }

    private static ConfigurationProblem neverWritten(RowShape shape, UniqueIndex index, Column column) {
        return new ConfigurationProblem("the unique index '" + index.name() + "' " + index + " of table '"
                + shape.table() + "' has the column '" + column.name()
                + "', which the strategy never writes, so that every row gets the same value there; add column."
                + column.name() + ", or drop the index");
    }
}
