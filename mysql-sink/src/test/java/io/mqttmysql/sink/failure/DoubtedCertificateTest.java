// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoubtedCertificateTest {
    static Stream<Exception> cut() {
        return Stream.of(new SocketException("Connection reset"), new EOFException("Can not read response"));
    }

    @ParameterizedTest
    @MethodSource("cut")
    void isSaidOfALinkThatWasCut(Exception cause) {
        SQLException doubted = DoubtedCertificate.of(failure(cause));

        assertThat(FailureSentence.ofOutage(doubted))
                .contains("Communications link failure; where this repeats", "connection.ssl.keystore.location")
                .endsWith("(error 0, SQLState 08S01)");
        assertThat(new SqlFailureClassifier().classify(doubted, TransactionPhase.CONNECT, () -> true))
                .isEqualTo(FailureKind.CONNECTION_LOST);
    }

    static Stream<Exception> other() {
        return Stream.of(new ConnectException("Connection refused"), new SocketTimeoutException("Read timed out"));
    }

    @ParameterizedTest
    @MethodSource("other")
    void isNotSaidOfAServerThatIsNotThere(Exception cause) {
        SQLException failure = failure(cause);

        assertThat(DoubtedCertificate.of(failure) == failure).isTrue();
    }

    @Test
    void isNotSaidOfAnAnswer() {
        SQLException answer = new SQLException("Access denied", "28000", 1045);

        assertThat(DoubtedCertificate.of(answer) == answer).isTrue();
    }

    private static SQLException failure(Exception cause) {
        return new SQLException("Communications link failure", "08S01", 0, cause);
    }
}
