// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.check;

import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.connection.ServerFacts;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.offset.OffsetStatements;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.row.TableInspector;
import io.mqttmysql.sink.sql.EqualRow;
import io.mqttmysql.sink.sql.RowStatements;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Asks a server through an open connection. Rights are not read from grants, which roles and patterns make hard to
 * read: the server itself answers for the very statements of the sink. EXPLAIN needs the rights of the statement it
 * explains (MySQL manual, "EXPLAIN Statement"); of DDL, a form is sent that names a column twice, which is looked at
 * after the rights and can never be done.
 */
final class InspectedServer implements TableInspector {
    private static final String ENGINE = "SELECT ENGINE FROM INFORMATION_SCHEMA.TABLES"
            + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?";

    private static final SqlFailureClassifier CLASSIFIER = new SqlFailureClassifier();

    /** Of every type, and with a collation, so that nothing else is wrong with the statement. */
    private static final String ANY_VALUE = "0";

    private final Connection connection;
    private final ServerFacts server;
    private final String user;

    InspectedServer(Connection connection, ServerFacts server, String user) {
        this.connection = connection;
        this.server = server;
        this.user = user;
    }

    @Override
    public Optional<TableDefinition> read(TableId id) throws SQLException {
        return new InformationSchema(connection).read(id);
    }

    @Override
    public Optional<String> engine(TableId table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ENGINE)) {
            query.setString(1, table.schema().orElse(null));
            query.setString(2, table.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public Optional<String> refusal(RowShape shape) throws SQLException {
        Optional<String> refused = explain(RowStatements.write(shape, 1, server.forms()), shape.columns());
        if (refused.isEmpty() && shape.operation() == RowOperation.UPDATE_OR_INSERT) {
            return refusal(shape.as(RowOperation.INSERT));
        }
        if (refused.isEmpty() && shape.operation() == RowOperation.INSERT && hasKey(shape.table())) {
            // to tell a replay from another row with the same key
            List<Object> compared =
                    EqualRow.values(shape, new Object[shape.columns().size()]);
            return explain(EqualRow.find(List.of(shape)), compared);
        }
        return refused;
    }

    private boolean hasKey(TableId id) throws SQLException {
        Optional<TableDefinition> table = read(id);
        return table.isPresent()
                && !(table.get().primaryKey().isEmpty()
                        && table.get().uniqueIndexes().isEmpty());
    }

    /** Rights on the table of positions; it is there. */
    Optional<String> refusal(DeliveryOptions delivery) throws SQLException {
        OffsetStatements statements = new OffsetStatements(delivery.offsetsTable(), 1);
        Optional<String> refused = explain(statements.lock(1), List.of(1, 2, 3));
        return refused.isPresent() ? refused : explain(statements.move(1), List.of(1, 2, 3, 4, 5));
    }

    /** @param placeholders one element for each */
    private Optional<String> explain(String statement, List<?> placeholders) throws SQLException {
        try (PreparedStatement explanation = connection.prepareStatement("EXPLAIN " + statement)) {
            for (int i = 1; i <= placeholders.size(); i++) {
                explanation.setString(i, ANY_VALUE);
            }
            explanation.execute();
            return Optional.empty();
        } catch (SQLException e) {
            return refusal(e);
        }
    }

    @Override
    public Optional<String> refusalToCreate(TableId table) throws SQLException {
        return impossible("CREATE TABLE " + table.quoted() + " (twice INT, twice INT)");
    }

    @Override
    public Optional<String> refusalToWiden(TableId table) throws SQLException {
        return impossible("ALTER TABLE " + table.quoted() + " ADD COLUMN (twice INT, twice INT)");
    }

    private Optional<String> impossible(String ddl) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ddl);
            return Optional.empty();
        } catch (SQLException e) {
            return refusal(e);
        }
    }

    /** Other answers than a denial do not tell; what became of the link does. */
    private Optional<String> refusal(SQLException answer) throws SQLException {
        if (answer.getErrorCode() == 0) {
            throw answer;
        }
        return CLASSIFIER.isDenied(answer)
                ? Optional.of(FailureSentence.ofConfiguration(answer, user))
                : Optional.empty();
    }

    /** How many connections the server gives to this user at most. */
    long mostConnections() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet answer = query.executeQuery("SELECT @@max_connections, @@max_user_connections")) {
            answer.next();
            long ofAll = answer.getLong(1);
            long ofUser = answer.getLong(2);
            return ofUser > 0 ? Math.min(ofAll, ofUser) : ofAll;
        }
    }
}
