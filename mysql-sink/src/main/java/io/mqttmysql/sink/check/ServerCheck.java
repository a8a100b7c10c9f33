// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.check;

import io.mqttmysql.kit.text.Loopback;
import io.mqttmysql.sink.config.ClientKey;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.config.PoolOptions;
import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.connection.MySqlConnections;
import io.mqttmysql.sink.connection.MySqlDriver;
import io.mqttmysql.sink.failure.ConnectionTrouble;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.StoreFailed;
import io.mqttmysql.sink.row.TableInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server once whether the sink could work with it, on a connection of its own. It never lasts longer than its
 * limit, whatever the server does: whoever waits for the answer has a request to answer himself.
 */
public final class ServerCheck {
    private static final Logger log = LoggerFactory.getLogger(ServerCheck.class);

    private final ConnectionOptions connection;
    private final PoolOptions pool;
    private final DeliveryOptions delivery;
    private final List<Finding> findings = new ArrayList<>();
    private final AtomicReference<Connection> open = new AtomicReference<>();
    private boolean isOver;

    public ServerCheck(ConnectionOptions connection, PoolOptions pool, DeliveryOptions delivery) {
        this.connection = connection;
        this.pool = pool;
        this.delivery = delivery;
    }

    /**
     * What was found.
     *
     * @param key the key to change; empty where the configuration may be right: the finding is for the log
     * @param sentence without secrets
     */
    public record Finding(Optional<String> key, String sentence) {
        static Finding warning(String sentence) {
            return new Finding(Optional.empty(), sentence);
        }
    }

    /** What is asked of a server that let the user in. */
    @FunctionalInterface
    public interface Questions {
        /** Findings are added one by one, since the time may be over before the last. */
        void ask(TableInspector server, BiConsumer<String, String> problems) throws SQLException;
    }

    /**
     * @param tasks of the connector at most
     * @param questions about tables; problems are key and sentence
     * @return all that was found within the limit
     */
    public List<Finding> run(Duration limit, int tasks, Questions questions) {
        Thread thread = new Thread(() -> ask(limit, tasks, questions), "mysql-check");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return end(limit);
    }

    /** The thread may hang in a read: its connection is taken from it, and what it says later is not heard. */
    private synchronized List<Finding> end(Duration limit) {
        if (!isOver) {
            findings.add(Finding.warning("the check of " + address() + " was not through after " + limit.toSeconds()
                    + " s; what it had found by then is all that is said"));
            isOver = true;
            abort(open.get());
        }
        return List.copyOf(findings);
    }

    private static void abort(Connection connection) {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            log.debug("A connection did not close in order: {}", e.getMessage());
        }
    }

    private synchronized void add(Optional<String> key, String sentence) {
        if (!isOver) {
            findings.add(new Finding(key, sentence));
        }
    }

    private synchronized void finish() {
        isOver = true;
    }

    private void ask(Duration limit, int tasks, Questions questions) {
        MySqlConnections connections = new MySqlConnections(
                MySqlDriver.of(connection.url()), connection.within(limit), new ConnectionCounts(), server -> {});
        try (Connection session = connections.getConnection()) {
            open.set(session);
            InspectedServer server = new InspectedServer(session, connections.server(), connection.user());
            compareConnections(server, tasks);
            if (delivery.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
                lookAtOffsets(server);
            }
            questions.ask(server, (key, sentence) -> add(Optional.of(key), sentence));
            session.rollback();
        } catch (SQLException e) {
            failed(e);
        } catch (RuntimeException e) {
            // a check that fails by a fault of its own must not keep a configuration out
            log.warn("The check of {} did not get through", address(), e);
        }
        finish();
    }

    private void failed(SQLException failure) {
        ConnectionTrouble trouble = ConnectionTrouble.of(failure);
        String reason = trouble == ConnectionTrouble.ABSENT
                ? ConnectionTrouble.sentence(failure, address()) + Loopback.hint(address())
                : FailureSentence.ofConfiguration(failure, connection.user());
        switch (trouble) {
            case ABSENT -> add(Optional.empty(), reason);
            case LOGIN -> add(Optional.of(ConnectionOptions.USER), reason);
            case TRUST -> add(Optional.of(ConnectionOptions.SSL_MODE), reason);
            case CERTIFICATE -> add(Optional.of(ClientKey.LOCATION), reason);
            case STORE -> add(StoreFailed.key(failure), reason);
            case DATABASE -> add(Optional.of(ConnectionOptions.URL), reason);
        }
    }

    private void compareConnections(InspectedServer server, int tasks) throws SQLException {
        long wanted = (long) tasks * pool.size();
        long most = server.mostConnections();
        if (wanted > most) {
            add(
                    Optional.empty(),
                    "tasks.max=" + tasks + " times " + PoolOptions.SIZE + "=" + pool.size() + " are " + wanted
                            + " connections, and the server has " + most + " for this user at most"
                            + " (max_connections, max_user_connections); lower one, or raise the server's");
        }
    }

    private void lookAtOffsets(InspectedServer server) throws SQLException {
        boolean exists = server.read(delivery.offsetsTable()).isPresent();
        Optional<String> engine = server.engine(delivery.offsetsTable());
        if (engine.isPresent() && !engine.get().equalsIgnoreCase("InnoDB")) {
            add(
                    Optional.of(DeliveryOptions.OFFSETS_TABLE),
                    "table '" + delivery.offsetsTable() + "' has the engine " + engine.get()
                            + " and must have InnoDB; ALTER TABLE "
                            + delivery.offsetsTable().quoted() + " ENGINE = InnoDB");
        }
        Optional<String> refused = exists ? server.refusal(delivery) : server.refusalToCreate(delivery.offsetsTable());
        refused.ifPresent(sentence -> add(Optional.of(DeliveryOptions.OFFSETS_TABLE), sentence));
    }

    private String address() {
        return MySqlDriver.of(connection.url()).toString();
    }
}
