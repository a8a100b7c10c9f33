// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "1045, 28000, LOGIN",
        "1130, HY000, LOGIN",
        "1820, HY000, LOGIN",
        "1862, HY000, LOGIN",
        "3118, HY000, LOGIN",
        "1044, 42000, DATABASE",
        "1049, 42000, DATABASE",
        "1040, 08004, ABSENT",
        "1203, 42000, ABSENT",
        "1053, 08S01, ABSENT",
        "0,    08S01, ABSENT"
    })
    void isWhatTheServersAnswerMeans(int code, String state, ConnectionTrouble trouble) {
        assertThat(ConnectionTrouble.of(new SQLException("as the server says", state, code)))
                .isEqualTo(trouble);
    }

    static Stream<Arguments> trust() {
        SQLException plain = new SQLException("SSL Connection required, but not provided by server.", "08001");
        SQLException full = new StoreFailed("store", "no room", new IOException("full"));
        SQLException swapped = new StoreFailed("store", "no certificate", new CertificateException("none"));
        SQLException refused = new SQLException(
                "Communications link failure",
                "08S01",
                0,
                new SSLHandshakeException("Received fatal alert: certificate_unknown"));
        return Stream.of(
                Arguments.of(refused, ConnectionTrouble.CERTIFICATE),
                Arguments.of(ofPool(refused), ConnectionTrouble.CERTIFICATE),
                Arguments.of(plain, ConnectionTrouble.TRUST),
                Arguments.of(ofPool(plain), ConnectionTrouble.TRUST),
                Arguments.of(full, ConnectionTrouble.STORE),
                Arguments.of(ofPool(full), ConnectionTrouble.STORE),
                Arguments.of(swapped, ConnectionTrouble.STORE));
    }

    private static SQLException ofPool(SQLException failure) {
        return new SQLTransientConnectionException("request timed out", failure.getSQLState(), 0, failure);
    }

    @ParameterizedTest
    @MethodSource("trust")
    void isNoLoginWhereItIsAboutTrust(SQLException failure, ConnectionTrouble trouble) {
        assertThat(ConnectionTrouble.of(failure)).isEqualTo(trouble);
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new SSLHandshakeException("no"), ConnectionTrouble.TRUST, "cannot be used now"),
                Arguments.of(
                        new SSLHandshakeException("no").initCause(new CertificateException("other name")),
                        ConnectionTrouble.TRUST,
                        "cannot be used now"),
                Arguments.of(new UnknownHostException("db"), ConnectionTrouble.ABSENT, "is unknown here"),
                Arguments.of(new ConnectException("refused"), ConnectionTrouble.ABSENT, "nobody listens at"),
                Arguments.of(new SocketTimeoutException("read"), ConnectionTrouble.ABSENT, "did not answer in time"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void isToldApartByWhatBrokeTheLink(Throwable cause, ConnectionTrouble trouble, String sentence) {
        SQLException failure = new SQLException("Communications link failure", "08S01", 0, cause);

        assertThat(ConnectionTrouble.of(failure)).isEqualTo(trouble);
        assertThat(ConnectionTrouble.sentence(failure, "jdbc:mysql://db/home"))
                .contains("jdbc:mysql://db/home", sentence);
    }
}
