// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureSentenceTest {
    @Test
    void neverQuotesTheValueOfARecord() {
        SQLException failure = new SQLException("Duplicate entry 'secret' for key 'PRIMARY'", "23000", 1062);

        assertThat(FailureSentence.ofRecord(failure)).doesNotContain("secret").contains("same key", "1062");
    }

    @ParameterizedTest
    @CsvSource({
        "1526, the table has no partition for the value",
        "3105, the server computes the column and takes no value for it",
        "1906, the server computes the column and takes no value for it"
    })
    void saysWhyTheTableTakesNoRow(int code, String reason) {
        assertThat(FailureSentence.ofRecord(new SQLException("of 'secret'", "HY000", code)))
                .isEqualTo(reason + " (error " + code + ", SQLState HY000).");
    }

    @ParameterizedTest
    @CsvSource({"45000, 1644", "02000, 1643"})
    void saysWhatATriggerSays(String state, int code) {
        assertThat(FailureSentence.ofRecord(new SQLException("too\nhot", state, code)))
                .isEqualTo("a trigger or procedure refuses the row: too hot (error " + code + ", SQLState " + state
                        + ").");
    }

    /** Whoever met it told it as the server would, with the rows that were sent. */
    @Test
    void saysWhereAFaultOfTheConnectorIs() {
        SQLException told = new SQLException("a fault at Time:7", "22000", new ArithmeticException("overflow"));
        SQLException refused = new SQLException(told.getMessage(), told.getSQLState(), 0, told);

        assertThat(FailureSentence.ofRecord(refused)).isEqualTo("a fault at Time:7.");
    }

    @Test
    void readsColumnAndRowFromTheServersMessage() {
        SQLException failure = new SQLException("Data too long for column 'room' at row 17", "22001", 1406);

        assertThat(FailureSentence.column(failure)).contains("room");
        assertThat(FailureSentence.row(failure)).contains(17);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Data too long for column 'room' at row 17                                     | room
            Column 'room' cannot be null                                                  | room
            Field 'room' doesn't have a default value                                     | room
            Incorrect string value: '\\xF0\\x9F' for column `home`.`read``ings`.`ro``om` at row 1 | ro`om
            CONSTRAINT `readings.room` failed for `home`.`readings`                       | room
            CONSTRAINT `room` failed for `home`.`readings`                                | room
            """)
    void readsTheColumnThatTheServerNames(String message, String column) {
        assertThat(FailureSentence.column(new SQLException(message, "22000", 1)))
                .contains(column);
    }

    @Test
    void findsNoColumnWhereNoneIsNamed() {
        SQLException failure = new SQLException("Duplicate entry '1' for key 'PRIMARY'", "23000", 1062);

        assertThat(FailureSentence.column(failure)).isEmpty();
        assertThat(FailureSentence.row(failure)).isEmpty();
    }

    @Test
    void saysOfAPoolWithoutConnectionsWhyThereIsNone() {
        SQLException refused = new SQLException("Communications link failure", "08S01", 0);
        SQLException failure = new SQLTransientConnectionException("request timed out after 10000ms", "08S01", refused);

        assertThat(FailureSentence.ofOutage(failure))
                .isEqualTo("Communications link failure (error 0, SQLState 08S01)");
    }

    @Test
    void saysWhomTheServerIsNotBelievedFor() {
        Exception bottom = new CertPathBuilderException("unable to find valid certification path");
        SSLHandshakeException handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(bottom);
        SQLException failure = new SQLException("Communications link failure", "08S01", 0, handshake);
        SQLException ofPool = new SQLTransientConnectionException("request timed out", "08S01", 0, failure);

        assertThat(FailureSentence.ofConfiguration(ofPool, "sink"))
                .contains("unable to find valid certification path", "connection.ssl.truststore.location");
    }

    @Test
    void saysThatTheServerDoesNotEncrypt() {
        SQLException failure = new SQLException("SSL Connection required, but not provided by server.", "08001");
        SQLException ofPool = new SQLTransientConnectionException("request timed out", "08001", 0, failure);

        assertThat(FailureSentence.ofConfiguration(ofPool, "sink"))
                .contains("does not encrypt", "connection.ssl.mode", "SQLState 08001");
    }

    @Test
    void saysHowAPasswordCanBeSent() {
        SQLException failure = new SQLException("Public Key Retrieval is not allowed", "08001", 0);

        assertThat(FailureSentence.ofConfiguration(failure, "sink"))
                .contains("connection.ssl.mode", "allowPublicKeyRetrieval=true");
    }

    @Test
    void namesThePrivilegeThatIsMissing() {
        SQLException failure = new SQLException(
                "CREATE command denied to user 'sink'@'%' for table 'connect_sink_offsets'", "42000", 1142);

        assertThat(FailureSentence.ofConfiguration(failure, "sink"))
                .contains("CREATE command denied", "connect_sink_offsets", "grant it");
    }
}
