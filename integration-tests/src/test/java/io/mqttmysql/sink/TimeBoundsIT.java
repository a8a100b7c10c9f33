// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.fault.LinkFault;
import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server that is frozen, and a link that swallows everything: nothing ends by itself there. All bounds but those that
 * a test names are longer than it waits, so that a call that returns has met one of these.
 */
@OwnServers
@ExtendWith(StackExtension.class)
class TimeBoundsIT {
    private static final String SHORT = "2000";
    private static final String NEVER = "36000000";

    private final MySqlServer server;
    private Database database;
    private FaultProxy proxy;

    TimeBoundsIT(MySqlServer server) {
        this.server = server;
    }

    @BeforeEach
    void create() throws SQLException {
        database = Database.on(server, "time_bounds");
        database.run("CREATE TABLE readings (id BIGINT PRIMARY KEY, value VARCHAR(8))");
        proxy = FaultProxy.to("mysql-link", server.port());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    /** {@code connection.timeout.ms}, and {@code socket.timeout.ms} where there is no pool. */
    @ParameterizedTest
    @CsvSource({
        "frozen,    at_least_once, validated, 2000,     36000000",
        "swallowed, exactly_once,  validated, 2000,     36000000",
        "frozen,    exactly_once,  none,      36000000, 2000",
        "swallowed, at_least_once, none,      36000000, 2000"
    })
    void whereNobodyAnswersANewConnection(
            String fault, String guarantee, String pool, String connectionTimeout, String socketTimeout)
            throws SQLException {
        try (WriterUnderTest writer = writer(
                "delivery.guarantee", guarantee,
                "connection.pool", pool,
                "connection.timeout.ms", connectionTimeout,
                "socket.timeout.ms", socketTimeout)) {
            fault(fault).during(() -> {
                assertThatItReturnsAndHolds(writer, 0, 10);

                assertThat(writer.counters().connections().opened().sum()).isZero();
            });

            assertThatAllIsWell(writer, 10);
        }
    }

    /** {@code connection.validation.timeout.ms}, then {@code connection.timeout.ms} */
    @ParameterizedTest
    @CsvSource({"frozen, at_least_once", "swallowed, exactly_once"})
    void whereNobodyAnswersOnAConnectionThatIsKept(String fault, String guarantee) throws SQLException {
        try (WriterUnderTest writer = writer(
                "delivery.guarantee", guarantee,
                "connection.validation.timeout.ms", SHORT,
                "connection.timeout.ms", SHORT,
                "socket.timeout.ms", NEVER)) {
            writer.write(0, 10);
            writer.insist();
            long before = writer.counters().connections().failedPings().sum();

            fault(fault).during(() -> assertThatItReturnsAndHolds(writer, 10, 20));

            assertThat(writer.counters().connections().failedPings().sum()).isGreaterThan(before);
            assertThatAllIsWell(writer, 20);
        }
    }

    /** {@code socket.timeout.ms}, then {@code connection.timeout.ms} for the attempt that follows. */
    @ParameterizedTest
    @CsvSource({
        "frozen,    at_least_once, validated",
        "swallowed, at_least_once, none",
        "frozen,    exactly_once,  recycled",
        "swallowed, exactly_once,  validated"
    })
    void whereNobodyAnswersAStatement(String fault, String guarantee, String pool) throws SQLException {
        assertThatIsBounded(fault, "INSERT INTO `readings`", FailureKind.CONNECTION_LOST, guarantee, pool);
    }

    /** The same: the server may commit as soon as it wakes up. */
    @ParameterizedTest
    @CsvSource({
        "frozen,    at_least_once, none",
        "swallowed, at_least_once, validated",
        "frozen,    exactly_once,  validated",
        "swallowed, exactly_once,  recycled"
    })
    void whereNobodyAnswersACommit(String fault, String guarantee, String pool) throws SQLException {
        assertThatIsBounded(fault, "COMMIT", FailureKind.COMMIT_UNKNOWN, guarantee, pool);
    }

    private void assertThatIsBounded(String fault, String statement, FailureKind kind, String guarantee, String pool)
            throws SQLException {
        Fault hangs = fault(fault);
        try (WriterUnderTest writer = writer(
                "delivery.guarantee", guarantee,
                "connection.pool", pool,
                "connection.validation.timeout.ms", NEVER,
                "connection.timeout.ms", SHORT,
                "socket.timeout.ms", SHORT)) {
            writer.write(0, 10);
            writer.insist();
            long before = failures(writer, kind);

            AtomicBoolean isMet = new AtomicBoolean();
            proxy.before(statement, () -> {
                hangs.begin();
                isMet.set(true);
            });
            try {
                await().until(() -> {
                    writer.write(10, 20);
                    return true;
                });
                writer.insistUntil(isMet::get);
                assertThat(writer.isHolding()).isTrue();
            } finally {
                hangs.end();
            }

            assertThat(failures(writer, kind)).isGreaterThan(before);
            assertThatAllIsWell(writer, 20);
        }
    }

    private static long failures(WriterUnderTest writer, FailureKind kind) {
        return writer.counters().transactions().failed(kind).sum();
    }

    private Fault fault(String name) {
        return name.equals("frozen") ? ServerFault.FREEZE.of(server) : LinkFault.STALL.on(proxy);
    }

    private WriterUnderTest writer(String... bounds) {
        String[] settings = Stream.concat(Stream.of("put.budget.ms", NEVER), Stream.of(bounds))
                .toArray(String[]::new);
        return new WriterUnderTest(database, proxy.port(), InsertMode.INSERT, settings);
    }

    /** On another thread: a bound that is missing must not hold the test. */
    private static void assertThatItReturnsAndHolds(WriterUnderTest writer, long from, long to) {
        await().until(() -> {
            writer.write(from, to);
            return true;
        });
        assertThat(writer.isHolding()).isTrue();
    }

    /** The records are stored once each as soon as the server answers, whatever it had done before. */
    private void assertThatAllIsWell(WriterUnderTest writer, long count) throws SQLException {
        writer.insist();

        assertThat(writer.putAside()).isEmpty();
        assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(count);
        assertThat(writer.counters().outage().count()).isPositive();
        assertThat(writer.counters().outage().length()).isZero();
    }
}
