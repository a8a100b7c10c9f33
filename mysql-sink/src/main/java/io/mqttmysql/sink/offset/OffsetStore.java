// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of positions. Everything but {@link #require} and {@link #create} happens inside the caller's transaction.
 * Task thread.
 */
public final class OffsetStore {
    private static final Logger log = LoggerFactory.getLogger(OffsetStore.class);

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** Affected rows of one that is moved by INSERT … ON DUPLICATE KEY UPDATE (MySQL manual, "INSERT"). */
    private static final int OF_A_MOVED_ROW = 2;

    private final TableId table;
    private final String owner;
    private OffsetStatements statements;
    private boolean isThere;

    /**
     * @param table where the positions are kept
     * @param owner whose positions
     */
    public OffsetStore(TableId table, String owner) {
        this.table = table;
        this.owner = owner;
        this.statements = new OffsetStatements(table, OffsetStatements.FORMAT);
    }

    /** Makes or widens the table in a transaction of its own, unless it was seen there before. */
    public void require(Transactions transactions) throws TransactionFailed {
        if (!isThere) {
            transactions.run(connection -> {
                create(connection);
                return connection;
            });
            isThere = true;
        }
    }

    /** It may have been dropped: look again. */
    public void doubt() {
        isThere = false;
    }

    /**
     * Makes the table where it is missing and widens one of an older format; where it is there and may not be altered,
     * it is used as it is. Commits what is open: never within a transaction of rows.
     */
    void create(Connection connection) throws SQLException {
        if (!find(connection)) {
            execute(connection, statements.create());
            return;
        }
        if (statements.format() < OffsetStatements.FORMAT) {
            String widen = statements.widen();
            try {
                execute(connection, widen);
                find(connection);
            } catch (SQLException e) {
                // another task may have been first
                find(connection);
                warnOfFormat1(widen, e);
            }
        }
    }

    private void warnOfFormat1(String widen, SQLException reason) {
        if (statements.format() < OffsetStatements.FORMAT) {
            log.warn(
                    "The table {} is of format 1 and was not widened, so that a topic that is re-created may be noticed"
                            + " late. Run {}: {}",
                    table,
                    widen,
                    reason.getMessage());
        }
    }

    private static void execute(Connection connection, String ddl) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(ddl);
        }
    }

    /** Whether the table is there; learns its format. */
    boolean find(Connection connection) throws SQLException {
        Optional<TableDefinition> found = new InformationSchema(connection).read(table);
        boolean isOld = found.isPresent()
                && found.get().columns().stream()
                        .noneMatch(column -> column.name().equals(OffsetStatements.COLUMN_OF_FORMAT_2));
        statements = new OffsetStatements(table, isOld ? 1 : OffsetStatements.FORMAT);
        return found.isPresent();
    }

    /** Locks the rows of the partitions, in one order for all tasks, and waits for who holds them. */
    public Map<TopicPartition, Optional<StoredOffset>> lock(
            Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        return query(connection, statements.lock(partitions.size()), partitions);
    }

    /** What is committed, without waiting. */
    Map<TopicPartition, Optional<StoredOffset>> read(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        return query(connection, statements.read(partitions.size()), partitions);
    }

    private Map<TopicPartition, Optional<StoredOffset>> query(
            Connection connection, String text, Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Optional<StoredOffset>> stored = new TreeMap<>(ORDER);
        partitions.forEach(partition -> stored.put(partition, Optional.empty()));
        if (stored.isEmpty()) {
            return stored;
        }
        try (PreparedStatement query = connection.prepareStatement(text)) {
            int parameter = 1;
            for (TopicPartition partition : stored.keySet()) {
                identify(query, parameter, partition);
                parameter += 3;
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    stored.put(
                            new TopicPartition(row.getString(1), row.getInt(2)),
                            Optional.of(new StoredOffset(
                                    row.getLong(3), optional(row, 4), optional(row, 5), optional(row, 6))));
                }
            }
        }
        return stored;
    }

    private static OptionalLong optional(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Stores first positions. False when one of them was made by somebody else meanwhile. */
    boolean make(Connection connection, Map<TopicPartition, StoredOffset> positions) throws SQLException {
        try {
            return write(connection, statements.insert(positions.size()), positions) == positions.size();
        } catch (SQLIntegrityConstraintViolationException e) {
            return false;
        }
    }

    /** Moves positions that are locked. False when a row is not there. */
    boolean move(Connection connection, Map<TopicPartition, StoredOffset> positions) throws SQLException {
        return write(connection, statements.move(positions.size()), positions) == OF_A_MOVED_ROW * positions.size();
    }

    private int write(Connection connection, String text, Map<TopicPartition, StoredOffset> positions)
            throws SQLException {
        if (positions.isEmpty()) {
            return 0;
        }
        Map<TopicPartition, StoredOffset> ordered = new TreeMap<>(ORDER);
        ordered.putAll(positions);
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int parameter = 1;
            for (Map.Entry<TopicPartition, StoredOffset> position : ordered.entrySet()) {
                identify(statement, parameter, position.getKey());
                statement.setLong(parameter + 3, position.getValue().next());
                set(statement, parameter + 4, position.getValue().lastTimestamp());
                if (statements.format() > 1) {
                    set(statement, parameter + 5, position.getValue().newest());
                    set(statement, parameter + 6, position.getValue().moved());
                }
                parameter += statements.format() > 1 ? 7 : 5;
            }
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int parameter, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(parameter, value.getAsLong());
        } else {
            statement.setNull(parameter, Types.BIGINT);
        }
    }

    private void identify(PreparedStatement statement, int first, TopicPartition partition) throws SQLException {
        statement.setString(first, owner);
        statement.setString(first + 1, partition.topic());
        statement.setInt(first + 2, partition.partition());
    }

    /** Sets a position, whatever it was; what the sink itself stored stays known. */
    void put(Connection connection, TopicPartition partition, long next) throws SQLException {
        Optional<StoredOffset> stored = lock(connection, List.of(partition)).get(partition);
        StoredOffset to = stored.map(before -> before.setTo(next)).orElse(StoredOffset.set(next));
        delete(connection, partition);
        make(connection, Map.of(partition, to));
    }

    void delete(Connection connection, TopicPartition partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statements.delete())) {
            identify(statement, 1, partition);
            statement.executeUpdate();
        }
    }

    /** How a user removes the positions of this owner by hand. */
    String removal() {
        return "If they are this connector's, remove them, or a later exactly_once stores again what follows them: DELETE"
                + " FROM " + table.quoted() + " WHERE owner = '" + owner.replace("'", "''") + "'";
    }

    /** Removes every position of the owner. */
    void deleteAll(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statements.deleteAll())) {
            statement.setString(1, owner);
            statement.executeUpdate();
        }
    }
}
