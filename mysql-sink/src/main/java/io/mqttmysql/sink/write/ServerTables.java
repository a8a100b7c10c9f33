// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.WriteOptions;
import io.mqttmysql.sink.connection.ClassifiedFailure;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.connection.Transactions.Work;
import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableMaker;
import io.mqttmysql.sink.table.TableReader;
import io.mqttmysql.sink.table.TableRefused;
import io.mqttmysql.sink.table.TableRefused.By;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, makes and widens tables, each on a borrowed connection of its own, before the transaction of the rows begins:
 * DDL commits whatever is open. All tasks may do so at once: MySQL does one after the other, and who comes later finds
 * it done.
 */
final class ServerTables implements TableReader, TableMaker {
    private static final SqlFailureClassifier CLASSIFIER = new SqlFailureClassifier();
    private static final Logger log = LoggerFactory.getLogger(ServerTables.class);

    private static final int ATTEMPTS = 5;
    private static final String MADE_BY =
            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_COMMENT = ?";

    private final Transactions transactions;
    private final WriteOptions options;
    private final String task;
    private final String user;
    private final String comment;

    /**
     * @param user who connects, for messages
     * @param connector its name, which signs the tables that it makes
     * @param task its name in the log
     */
    ServerTables(Transactions transactions, WriteOptions options, String user, String connector, String task) {
        this.transactions = transactions;
        this.options = options;
        this.user = user;
        this.comment = "made by connector " + connector;
        this.task = task;
    }

    @Override
    public Optional<TableDefinition> read(TableId id) throws SQLException {
        return Optional.ofNullable(readAll(List.of(id)).get(id));
    }

    @Override
    public Map<TableId, TableDefinition> readAll(Collection<TableId> ids) throws SQLException {
        try {
            return transactions.run(connection -> new InformationSchema(connection).readAll(ids));
        } catch (TransactionFailed e) {
            throw new ClassifiedFailure(e);
        }
    }

    @Override
    public void create(TableDesign design) throws SQLException {
        requireWidth(design.id(), design.width());
        change(connection -> {
            if (new InformationSchema(connection).read(design.id()).isEmpty()) {
                requireRoom(connection);
                execute(connection, design.createIfAbsent(comment, keyCollation()));
                log.info("{} - made table {}", task, design.id());
            }
            return design;
        });
    }

    @Override
    public void addColumns(TableId id, List<ColumnDesign> columns) throws SQLException {
        change(connection -> {
            int attempt = 1;
            while (!areAdded(connection, id, columns)) {
                if (attempt++ == ATTEMPTS) {
                    throw new Conflict("other columns kept appearing in " + id);
                }
            }
            return columns;
        });
    }

    /** Who comes later finds it done, and a column that somebody has taken over stays as it is. */
    @Override
    public void toDecimals(TableId id, String column) throws SQLException {
        change(connection -> {
            boolean isWanted = new InformationSchema(connection)
                    .read(id)
                    .flatMap(table -> table.column(column))
                    .filter(found -> found.extent().isWholeSoFar())
                    .isPresent();
            if (isWanted) {
                execute(connection, TableDesign.toDecimals(id, column));
                log.info("{} - made column {} of table {} one of decimals", task, column, id);
            }
            return column;
        });
    }

    /** False when somebody else has just added one of them: look again which are left. */
    private boolean areAdded(Connection connection, TableId id, List<ColumnDesign> columns) throws SQLException {
        Optional<TableDefinition> table = new InformationSchema(connection).read(id);
        if (table.isEmpty()) {
            return true;
        }
        List<ColumnDesign> left = columns.stream()
                .filter(column -> table.get().column(column.name()).isEmpty())
                .toList();
        if (left.isEmpty()) {
            return true;
        }
        requireWidth(id, table.get().columns().size() + left.size());
        try {
            execute(connection, TableDesign.addColumns(id, left, keyCollation()));
            log.info("{} - added to table {}: {}", task, id, left);
            return true;
        } catch (SQLException e) {
            if (CLASSIFIER.isDuplicateColumn(e)) {
                return false;
            }
            throw e;
        }
    }

    /** What only a person can change is said at once; the rest is decided as for any other work. */
    private void change(Work<?> work) throws SQLException {
        try {
            transactions.run(work);
        } catch (TransactionFailed e) {
            // a name too long for a file is told as an error of the engine, as a full disk is
            if (CLASSIFIER.isAboutShape(e.reason())) {
                throw new TableRefused(By.SHAPE, FailureSentence.ofConfiguration(e.reason(), user));
            }
            switch (e.kind()) {
                case CONNECTION_LOST, COMMIT_UNKNOWN, CONFLICT, SERVER_STATE -> throw new ClassifiedFailure(e);
                case RECORD, CONFIGURATION, UNKNOWN ->
                    throw new TableRefused(By.SERVER, FailureSentence.ofConfiguration(e.reason(), user));
            }
        }
    }

    /** Of the server that a connection was just borrowed from. */
    private String keyCollation() {
        return transactions.server().forms().keyCollation();
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    private void requireWidth(TableId id, int columns) {
        if (columns > options.maxColumns()) {
            throw new TableRefused(
                    By.WIDTH,
                    "table '" + id + "' would have " + columns + " columns, and " + WriteOptions.MAX_COLUMNS + " is "
                            + options.maxColumns());
        }
    }

    private void requireRoom(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MADE_BY)) {
            query.setString(1, comment);
            try (ResultSet count = query.executeQuery()) {
                if (count.next() && count.getLong(1) >= options.maxTables()) {
                    throw new TableRefused(
                            By.LIMIT,
                            "this connector has made " + count.getLong(1) + " tables, and " + WriteOptions.MAX_TABLES
                                    + " is " + options.maxTables());
                }
            }
        }
    }
}
