// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.sink.failure.ConnectionTrouble;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.OnlyReads;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.failure.TransactionPhase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts of {@code connection.url}, one of which is written to: the one that was written to last, for as long as it
 * can be reached and does not only read, else the next one in turn. Not by the driver's own fail-over: that makes the
 * second host's connections read-only, asks 120 times where nobody answers, and changes the server beneath a
 * transaction (Connector/J, "Configuring Server Failover"). Any thread.
 */
final class Hosts {
    private static final Logger log = LoggerFactory.getLogger(Hosts.class);

    private final SqlFailureClassifier classifier = new SqlFailureClassifier();
    private final List<String> all;
    private volatile String current;

    /** @param all in the order in which they are tried, at least one */
    Hosts(List<String> all) {
        this.all = all;
        this.current = all.get(0);
    }

    /** How a host is connected to. */
    @FunctionalInterface
    interface Way {
        Connection to(String host) throws SQLException;
    }

    /**
     * A connection to the first host in turn that takes rows.
     *
     * @throws SQLException of the only host; of the first that answers and refuses for a reason that a person must
     *     change; or what every host says, with the code of the last
     */
    Connection connect(Way way) throws SQLException {
        if (all.size() == 1) {
            return way.to(current);
        }
        Map<String, SQLException> passedOver = new LinkedHashMap<>();
        for (String host : inTurn()) {
            try {
                Connection connection = writable(way.to(host));
                goTo(host, passedOver);
                return connection;
            } catch (SQLException e) {
                if (classifier.classify(e, TransactionPhase.CONNECT, () -> true) == FailureKind.CONFIGURATION) {
                    throw e;
                }
                passedOver.put(host, e);
            }
        }
        throw nobody(passedOver);
    }

    private List<String> inTurn() {
        List<String> turn = new ArrayList<>(all);
        Collections.rotate(turn, -all.indexOf(current));
        return turn;
    }

    private static Connection writable(Connection connection) throws SQLException {
        try {
            if (onlyReads(connection)) {
                throw new OnlyReads();
            }
            return connection;
        } catch (SQLException e) {
            try {
                connection.close();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** A replica, or a former primary that came back. */
    private static boolean onlyReads(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet variable = query.executeQuery(
                        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'innodb_read_only')")) {
            boolean onlyReads = false;
            while (variable.next()) {
                onlyReads |= !variable.getString(2).equals("OFF");
            }
            return onlyReads;
        }
    }

    private void goTo(String host, Map<String, SQLException> passedOver) {
        if (!host.equals(current)) {
            current = host;
            log.warn("New connections go to {}: {}.", host, sentences(passedOver));
        }
    }

    private static SQLException nobody(Map<String, SQLException> passedOver) {
        SQLException last = List.copyOf(passedOver.values()).get(passedOver.size() - 1);
        return new SQLException(
                "none of the hosts of connection.url can be written to: " + sentences(passedOver),
                last.getSQLState(),
                last.getErrorCode(),
                last);
    }

    private static String sentences(Map<String, SQLException> passedOver) {
        return passedOver.entrySet().stream()
                .map(host -> ConnectionTrouble.sentence(host.getValue(), host.getKey()))
                .collect(Collectors.joining("; "));
    }
}
