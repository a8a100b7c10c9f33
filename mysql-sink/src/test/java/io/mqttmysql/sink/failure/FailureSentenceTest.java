// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.security.cert.CertPathBuilderException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureSentenceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1062 | 23000 | another row with the same key is already there       | Duplicate entry 'x' for key 't.room'
            1048 | 23000 | the column does not take NULL                        | Column 'room' cannot be null
            1526 | HY000 | the table has no partition for the value             | Table has no partition for value 9
            3105 | HY000 | the server computes the column and takes no value for it | The value specified is not allowed
            1906 | HY000 | the server computes the column and takes no value for it | The value has been ignored
            3819 | HY000 | a CHECK constraint of the table is violated          | Check constraint 'warm' is violated.
            1644 | 45000 | a trigger or procedure refuses the row               | too hot
            1643 | 02000 | a trigger or procedure refuses the row               | too cold
            1416 | 22003 | the table refuses the row                            | Cannot get geometry object from data
            9999 | 22S99 | the table refuses the row                            | what no version says yet
            0    | 22000 | the row cannot be sent                               | JDBC cannot bind the value
            """)
    void saysWhyTheTableTakesNoRowAndWhatTheServerSays(int code, String state, String reason, String text) {
        assertThat(FailureSentence.ofRecord(new SQLException(text, state, code)))
                .isEqualTo(reason + ": " + text + " (error " + code + ", SQLState " + state + ").");
    }

    @Test
    void putsWhatTheServerSaysOnOneLineWithoutControlCharacters() {
        SQLException failure = new SQLException("too\r\n\thot\u001b[31m\u0000\u202e\ud83d", "45000", 1644);

        assertThat(FailureSentence.ofRecord(failure)).contains(": too hot\\u001b[31m\\u0000\\u202e\\ud83d (error");
        assertThat(FailureSentence.ofUnknown(failure)).contains(": too hot\\u001b[31m\\u0000\\u202e\\ud83d (error");
        assertThat(FailureSentence.ofOutage(failure)).startsWith("too hot\\u001b[31m\\u0000");
        assertThat(FailureSentence.ofConfiguration(failure, "sink")).contains("(too hot\\u001b[31m\\u0000");
    }

    @Test
    void leavesOutWhatTheDriverThinksOfIt() {
        SQLException failure = new SQLException("Data truncation: Latitude 200 is out of range", "22001", 3617);

        assertThat(FailureSentence.ofRecord(failure)).startsWith("the table refuses the row: Latitude 200 is out");
    }

    /** What is quoted comes first in MySQL's texts, and what it is about last. */
    @Test
    void cutsALongTextInItsMiddle() {
        String text = "Duplicate entry '" + "🌡".repeat(5_000) + "' for key 'readings.by_room'";

        assertThat(FailureSentence.ofRecord(new SQLException(text, "23000", 1062)))
                .startsWith("another row with the same key is already there: Duplicate entry '🌡")
                .contains("🌡 … 🌡")
                .contains("for key 'readings.by_room'")
                .hasSizeLessThan(1_000);
        assertThat(FailureSentence.ofOutage(new SQLException("x".repeat(9_000), "08S01", 0)))
                .hasSizeLessThan(2_100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Packet for query is too large (1,060,047 > 1,048,576). You can change this value on the server
            Packet for query is too large (1.060.047 > 1.048.576). You can change this value on the server
            Packet for query is too large (1\u202f060\u202f047 > 1\u202f048\u202f576). You can change this value
            """)
    void saysHowLargeAStatementOfTheRowIs(String text) {
        SQLException failure = new PacketTooBigException(text);

        assertThat(FailureSentence.ofRecord(failure))
                .startsWith("the row alone makes a statement of 1060047 bytes, and the server takes 1048576"
                        + " (max_allowed_packet)")
                .contains("an apostrophe", "two bytes", "raise max_allowed_packet");
    }

    @Test
    void saysThatAProxyTakesNoPacketOfThisSize() {
        SQLException failure = new SQLException("Got a packet bigger than 'max_allowed_packet' bytes", "08S01", 1153);

        assertThat(FailureSentence.ofRecord(failure))
                .startsWith("the row alone makes a statement larger than the max_allowed_packet of the server or of a"
                        + " proxy before it (Got a packet bigger than 'max_allowed_packet' bytes)")
                .endsWith("(error 1153, SQLState 08S01).");
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

    @ParameterizedTest
    @ValueSource(strings = {"unknown_ca", "bad_certificate", "certificate_required", "certificate_unknown"})
    void saysThatTheServerDoesNotTakeTheSinksCertificate(String alert) {
        SSLHandshakeException handshake = new SSLHandshakeException("Received fatal alert: " + alert);
        SQLException failure = new SQLException("Communications link failure", "08S01", 0, handshake);

        assertThat(FailureSentence.ofConfiguration(failure, "sink"))
                .contains("does not accept the sink's own certificate", alert, "connection.ssl.keystore.location")
                .doesNotContain("truststore");
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

    @Test
    void saysWhatToDoWhereNobodyIsLetInFromThisHost() {
        SQLException failure = new SQLException("Host '172.18.0.5' is not allowed to connect", "HY000", 1130);

        assertThat(FailureSentence.ofConfiguration(failure, "home"))
                .startsWith("MySQL lets nobody in from where this worker runs (Host '172.18.0.5' is not allowed")
                .contains("CREATE USER 'home'@'%'");
    }
}
