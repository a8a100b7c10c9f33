// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.connection.ServerFacts;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.sql.RowForms;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableMaker;
import io.mqttmysql.sink.testing.Rows;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver throws that no server can make it throw: never a record's error while the link may be to blame. */
class DriverFaultTest {
    private static final RecordRows RECORD = RecordRows.group(
                    List.of(Rows.row(Rows.insert("readings", "id"), Rows.record("readings", 0, 7), 21L)))
            .get(0);

    private String faulty = "";
    private Exception fault = new NullPointerException("session");
    private boolean isOpen = true;

    private final SavepointWriter writer = new SavepointWriter(
            new BatchWriter(proxy(Connection.class), server(), 500, Pace.free()),
            new SqlFailureClassifier(),
            new TableCache(id -> Optional.empty(), proxy(TableMaker.class), () -> 0),
            DeliveryGuarantee.AT_LEAST_ONCE,
            Beginning.NOTHING,
            new LastRows("house-0", 1));

    @ParameterizedTest
    @ValueSource(strings = {"prepareStatement", "setLong", "executeUpdate", "close"})
    void aFaultOnALinkThatIsGoneIsTheLinks(String method) {
        faulty = method;
        isOpen = false;

        SQLException thrown = catchThrowableOfType(SQLException.class, () -> writer.writeAlone(RECORD));

        assertThat(thrown.getMessage()).startsWith("the JDBC driver failed: java.lang.NullPointerException at ");
        assertThat(classified(thrown)).isEqualTo(FailureKind.CONNECTION_LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepareStatement", "executeUpdate", "close"})
    void aFaultWhileSendingIsOneThatNobodyKnows(String method) {
        faulty = method;

        SQLException thrown = catchThrowableOfType(SQLException.class, () -> writer.write(List.of(RECORD)));

        assertThat(classified(thrown)).isEqualTo(FailureKind.UNKNOWN);
    }

    @Test
    void aStatementThatWentWithItsLinkBlamesNoValue() {
        faulty = "setLong";
        fault = new SQLException("No operations allowed after statement closed.", "S1009");
        isOpen = false;

        assertThatThrownBy(() -> writer.writeAlone(RECORD))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        thrown -> assertThat(classified(thrown)).isEqualTo(FailureKind.CONNECTION_LOST));
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalArgumentException.class, SQLException.class})
    void aValueThatCannotBeBoundIsItsRecords(Class<? extends Exception> type) throws Exception {
        faulty = "setLong";
        fault = type.getConstructor(String.class).newInstance("cannot convert");

        assertThatThrownBy(() -> writer.write(List.of(RECORD)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        thrown -> assertThat(classified(thrown)).isEqualTo(FailureKind.RECORD));
    }

    private FailureKind classified(SQLException failure) {
        return new SqlFailureClassifier().classify(failure, TransactionPhase.BODY, () -> !isOpen);
    }

    private static ServerFacts server() {
        return new ServerFacts(RowForms.of("8.0.33"), Duration.ofHours(8), 1 << 26);
    }

    /** Does what a connection and a statement do, but for the one call that fails. */
    private <T> T proxy(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(faulty)) {
                        throw fault;
                    }
                    return switch (method.getName()) {
                        case "prepareStatement" -> proxy(PreparedStatement.class);
                        case "isClosed" -> !isOpen;
                        case "isValid" -> isOpen;
                        case "unwrap" -> self;
                        case "executeUpdate" -> 1;
                        default -> null;
                    };
                });
        return type.cast(proxy);
    }
}
