// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The table of positions. Everything but {@link #require} and {@link #create} happens inside the caller's transaction.
 * Task thread.
 */
public final class OffsetStore {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final OffsetStatements statements;
    private final String owner;
    private boolean isThere;

    /**
     * @param table where the positions are kept
     * @param owner whose positions
     */
    public OffsetStore(TableId table, String owner) {
        this.statements = new OffsetStatements(table);
        this.owner = owner;
    }

    /** Makes the table in a transaction of its own, unless it was seen there before. */
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
     * Makes the table where it is missing; where it is there, no privilege to create one is needed. Commits what is
     * open: never within a transaction of rows.
     */
    void create(Connection connection) throws SQLException {
        if (new InformationSchema(connection).read(statements.table()).isPresent()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(statements.create());
        }
    }

    /** Locks the rows of the partitions, in one order for all tasks, and waits for who holds them. */
    public Map<TopicPartition, Optional<StoredOffset>> lock(Connection connection, Iterable<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, Optional<StoredOffset>> stored = new TreeMap<>(ORDER);
        partitions.forEach(partition -> stored.put(partition, Optional.empty()));
        try (PreparedStatement query = connection.prepareStatement(statements.lock())) {
            for (Map.Entry<TopicPartition, Optional<StoredOffset>> entry : stored.entrySet()) {
                identify(query, 1, entry.getKey());
                entry.setValue(read(query));
            }
        }
        return stored;
    }

    private static Optional<StoredOffset> read(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            long next = row.getLong(1);
            long timestamp = row.getLong(2);
            return Optional.of(
                    new StoredOffset(next, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(timestamp)));
        }
    }

    /**
     * Moves one position from what was locked to what follows. False when the row is not as it was, or was made by
     * somebody else meanwhile.
     */
    public boolean advance(
            Connection connection, TopicPartition partition, Optional<StoredOffset> from, StoredOffset to)
            throws SQLException {
        String text = from.isPresent() ? statements.advance() : statements.insert();
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bind(statement, to);
            identify(statement, 3, partition);
            if (from.isPresent()) {
                statement.setLong(6, from.get().next());
            }
            return statement.executeUpdate() == 1;
        } catch (SQLIntegrityConstraintViolationException e) {
            return false;
        }
    }

    private static void bind(PreparedStatement statement, StoredOffset to) throws SQLException {
        statement.setLong(1, to.next());
        if (to.lastTimestamp().isPresent()) {
            statement.setLong(2, to.lastTimestamp().getAsLong());
        } else {
            statement.setNull(2, Types.BIGINT);
        }
    }

    private void identify(PreparedStatement statement, int first, TopicPartition partition) throws SQLException {
        statement.setString(first, owner);
        statement.setString(first + 1, partition.topic());
        statement.setInt(first + 2, partition.partition());
    }

    /** Sets a position, whatever it was. */
    void put(Connection connection, TopicPartition partition, long next) throws SQLException {
        delete(connection, partition);
        advance(connection, partition, Optional.empty(), new StoredOffset(next, OptionalLong.empty()));
    }

    void delete(Connection connection, TopicPartition partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statements.delete())) {
            identify(statement, 1, partition);
            statement.executeUpdate();
        }
    }

    /** Removes every position of the owner. */
    void deleteAll(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statements.deleteAll())) {
            statement.setString(1, owner);
            statement.executeUpdate();
        }
    }
}
