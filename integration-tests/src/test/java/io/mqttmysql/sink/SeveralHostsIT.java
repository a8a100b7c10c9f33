// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection.url of several hosts, some of which are away: one server that has several addresses. */
@OwnServers
@ExtendWith(StackExtension.class)
class SeveralHostsIT {
    private static final int ENOUGH = 50;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "several_hosts");
        database.run("CREATE TABLE log (n BIGINT)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validated", "recycled", "none"})
    void theSecondIsWrittenWhereTheFirstIsAway(String pool) throws Exception {
        try (TaskUnderTest task = task(
                Map.of("connection.pool", pool), closedPort(), database.server().port())) {
            task.insist(List.of(record(0, "x", "")));

            assertThat(database.rows("SELECT n FROM log")).containsExactly("0");
        }
    }

    /** A host that is frozen, or beyond a link that swallows everything, takes connections and answers nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"validated", "recycled", "none"})
    void theSecondIsWrittenWhereTheFirstHangsAndThatCostsItsTimeoutOnce(String pool) throws Exception {
        Map<String, String> settings =
                Map.of("connection.pool", pool, "connection.timeout.ms", "2000", "socket.timeout.ms", "5000");
        try (ServerSocket hanging = new ServerSocket(0, ENOUGH, InetAddress.getLoopbackAddress());
                TaskUnderTest task = task(settings, hanging.getLocalPort(), port())) {
            task.insist(List.of(record(0, "x", "")));
            database.killIdleConnections();
            task.insist(List.of(record(1, "x", "")));

            assertThat(database.rows("SELECT n FROM log ORDER BY n")).containsExactly("0", "1");
            assertThat(waiting(hanging)).isEqualTo(1);
        }
    }

    /** Connections that nobody has accepted, those that were given up too. */
    private static int waiting(ServerSocket socket) throws IOException {
        socket.setSoTimeout(1);
        int count = 0;
        try {
            while (true) {
                socket.accept().close();
                count++;
            }
        } catch (SocketTimeoutException e) {
            return count;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"validated", "recycled", "none"})
    void eachTakesOverFromTheOther(String pool) throws SQLException {
        FaultProxy first = FaultProxy.to("first-host", database.server().port());
        FaultProxy second = FaultProxy.to("second-host", database.server().port());
        try (TaskUnderTest task = task(Map.of("connection.pool", pool), first.port(), second.port(), port())) {
            task.insist(List.of(record(0, "x", "")));
            first.close();
            task.insist(List.of(record(1, "x", "")));
            second.close();
            task.insist(List.of(record(2, "x", "")));

            assertThat(database.rows("SELECT n FROM log ORDER BY n")).containsExactly("0", "1", "2");
        } finally {
            first.close();
            second.close();
        }
    }

    /** A password that is wrong is wrong on every host of a cluster. */
    @Test
    void aLoginThatIsRefusedIsNotTakenForAHostThatIsAway() throws Exception {
        Map<String, String> settings =
                Map.of(ConnectionOptions.PASSWORD, "wrong", RetryOptions.CONFIGURATION_RETRY, "0");
        try (TaskUnderTest task = task(settings, port(), closedPort())) {
            assertThatThrownBy(() -> task.insist(List.of(record(0, "x", ""))))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("check connection.user, connection.password");
        }
    }

    @Test
    void whereAllAreAwayEachIsNamed() throws Exception {
        int first = closedPort();
        int second = closedPort();
        try (TaskUnderTest task = task(Map.of(RetryOptions.OUTAGE_LIMIT, "0"), first, second)) {
            assertThatThrownBy(() -> task.insist(List.of(record(0, "x", ""))))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("none of the hosts of connection.url can be written to")
                    .hasMessageContaining("nobody listens at 127.0.0.1:" + first)
                    .hasMessageContaining("nobody listens at 127.0.0.1:" + second);
        }
    }

    private int port() {
        return database.server().port();
    }

    private TaskUnderTest task(Map<String, String> settings, int... ports) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(ConnectionOptions.URL, url(database.name(), ports));
        return new TaskUnderTest(database, "table=log\ncolumn.n=kafka.offset\ndelivery.guarantee=exactly_once", all);
    }

    /** Of several servers of this machine. */
    static String url(String database, int... ports) {
        StringBuilder hosts = new StringBuilder();
        for (int port : ports) {
            hosts.append(hosts.isEmpty() ? "" : ",").append("127.0.0.1:").append(port);
        }
        return "jdbc:mysql://" + hosts + "/" + database + "?allowPublicKeyRetrieval=true";
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
