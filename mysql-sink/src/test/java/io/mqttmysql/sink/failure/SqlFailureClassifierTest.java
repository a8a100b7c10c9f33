// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static io.mqttmysql.sink.failure.FailureKind.COMMIT_UNKNOWN;
import static io.mqttmysql.sink.failure.FailureKind.CONFIGURATION;
import static io.mqttmysql.sink.failure.FailureKind.CONFLICT;
import static io.mqttmysql.sink.failure.FailureKind.CONNECTION_LOST;
import static io.mqttmysql.sink.failure.FailureKind.RECORD;
import static io.mqttmysql.sink.failure.FailureKind.SERVER_STATE;
import static io.mqttmysql.sink.failure.FailureKind.UNKNOWN;
import static io.mqttmysql.sink.failure.TransactionPhase.BODY;
import static io.mqttmysql.sink.failure.TransactionPhase.COMMIT;
import static io.mqttmysql.sink.failure.TransactionPhase.CONNECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.mysql.cj.jdbc.exceptions.CommunicationsException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlFailureClassifierTest {
    private static final String PLAIN_SERVER = "SSL Connection required, but not provided by server.";
    private static final String CLOSED = "No operations allowed after statement closed.";

    private final SqlFailureClassifier classifier = new SqlFailureClassifier();

    @ParameterizedTest(name = "{1} in {0} is {2}")
    @MethodSource({"connecting", "inTheBody", "refusedByTheTable", "onTheWay", "unableToWrite", "atCommit"})
    void knowsEachFailure(TransactionPhase phase, SQLException failure, FailureKind kind) {
        assertThat(classifier.classify(failure, phase, () -> false)).isEqualTo(kind);
    }

    static Stream<Arguments> connecting() {
        return Stream.of(
                // HikariCP calls all of these transient
                arguments(CONNECT, new SQLTransientConnectionException("denied", "28000", 1045), CONFIGURATION),
                arguments(CONNECT, new SQLTransientConnectionException("pool is exhausted"), CONNECTION_LOST),
                arguments(CONNECT, new SQLTransientConnectionException("dead", "08S01"), CONNECTION_LOST),
                arguments(CONNECT, new CommunicationsException("refused", null), CONNECTION_LOST),
                arguments(CONNECT, sql("42000", 1044), CONFIGURATION),
                arguments(CONNECT, sql("42000", 1049), CONFIGURATION),
                arguments(CONNECT, sql("HY000", 1193), CONFIGURATION),
                arguments(CONNECT, sql("HY000", 1130), CONFIGURATION),
                arguments(CONNECT, sql("HY000", 3118), CONFIGURATION),
                arguments(CONNECT, sql("S1000", 1862), CONFIGURATION),
                arguments(CONNECT, sql("HY000", 1820), CONFIGURATION),
                arguments(CONNECT, new SQLException("Public Key Retrieval is not allowed", "08001"), CONFIGURATION),
                arguments(CONNECT, new SQLException(PLAIN_SERVER, "08001"), CONFIGURATION),
                arguments(CONNECT, new SQLException("no answer", "08001"), CONNECTION_LOST),
                arguments(BODY, new SQLException(PLAIN_SERVER, "08001"), CONNECTION_LOST),
                arguments(CONNECT, new StoreFailed("store", "no room", new IOException("full")), CONFIGURATION),
                arguments(CONNECT, new SQLException("a value of the URL", "S1009"), CONFIGURATION),
                arguments(CONNECT, link(new SSLHandshakeException("no trust")), CONFIGURATION),
                arguments(CONNECT, link(new CertificateException("wrong host")), CONFIGURATION),
                // the server was stopped while shaking hands
                arguments(CONNECT, link(cutHandshake()), CONNECTION_LOST),
                arguments(CONNECT, new SQLNonTransientConnectionException("many", "08004", 1040), SERVER_STATE),
                arguments(CONNECT, new SQLSyntaxErrorException("limit", "42000", 1203), SERVER_STATE),
                arguments(CONNECT, new SQLSyntaxErrorException("limit", "42000", 1226), SERVER_STATE),
                arguments(CONNECT, sql("HY000", 3032), SERVER_STATE),
                arguments(CONNECT, sql("HY001", 1037), SERVER_STATE),
                arguments(CONNECT, sql("08S01", 1041), SERVER_STATE),
                arguments(CONNECT, sql("HY000", 1135), SERVER_STATE),
                // nothing was sent yet: no record is to blame, and what nobody knows may pass
                arguments(CONNECT, sql("HY000", 9001), CONNECTION_LOST),
                arguments(CONNECT, sql("HY000", 7777), CONNECTION_LOST),
                arguments(CONNECT, sql(null, 0), CONNECTION_LOST),
                arguments(CONNECT, sql("22001", 1406), CONNECTION_LOST),
                arguments(CONNECT, sql("45000", 1644), CONNECTION_LOST),
                arguments(CONNECT, new PacketTooBigException(9, 1), CONNECTION_LOST));
    }

    static Stream<Arguments> refusedByTheTable() {
        return Stream.of(
                arguments(BODY, sql("45000", 1644), RECORD),
                // a trigger may choose any number
                arguments(BODY, sql("45000", 30001), RECORD),
                arguments(BODY, sql("45001", 1146), RECORD),
                arguments(BODY, sql("08S01", 1644), RECORD),
                arguments(BODY, sql("02000", 1643), RECORD),
                // it asks for another try
                arguments(BODY, sql("40001", 1644), CONFLICT),
                arguments(BODY, sql("XY123", 1644), RECORD),
                arguments(BODY, sql("HY000", 1369), RECORD),
                arguments(BODY, sql("44000", 1369), RECORD),
                arguments(BODY, sql("HY000", 1411), RECORD),
                arguments(BODY, sql("22003", 1690), RECORD),
                arguments(BODY, sql("HY000", 1690), RECORD),
                arguments(BODY, sql("HY000", 1748), RECORD),
                arguments(BODY, sql("01000", 3751), RECORD),
                arguments(BODY, sql("HY000", 3752), RECORD),
                arguments(BODY, sql("22003", 1416), RECORD),
                arguments(BODY, sql("22023", 3037), RECORD),
                arguments(BODY, sql("SR001", 3548), RECORD),
                arguments(BODY, sql("22S03", 3617), RECORD),
                arguments(BODY, sql("HY000", 3643), RECORD),
                arguments(BODY, sql("HY000", 3905), RECORD),
                arguments(BODY, sql("HY000", 3906), RECORD));
    }

    static Stream<Arguments> unableToWrite() {
        return Stream.of(
                arguments(BODY, sql("HY000", 1015), SERVER_STATE),
                arguments(BODY, sql("HY000", 1026), SERVER_STATE),
                arguments(BODY, sql("HY000", 1030), SERVER_STATE),
                arguments(BODY, sql("HY000", 1036), SERVER_STATE),
                arguments(BODY, sql("HY001", 1037), SERVER_STATE),
                arguments(BODY, sql("HY000", 1041), SERVER_STATE),
                arguments(BODY, sql("HY000", 1135), SERVER_STATE),
                arguments(BODY, sql("HY000", 1180), SERVER_STATE),
                arguments(BODY, sql("HY000", 1223), SERVER_STATE),
                arguments(BODY, sql("HY000", 1874), SERVER_STATE),
                arguments(BODY, sql("HY000", 1881), SERVER_STATE),
                arguments(BODY, sql("70100", 1969), CONFLICT),
                arguments(BODY, sql("HY000", 1020), CONFLICT),
                arguments(BODY, sql("HY000", 2002), CONNECTION_LOST),
                arguments(BODY, sql("HY000", 2003), CONNECTION_LOST),
                arguments(BODY, sql("HY000", 2055), CONNECTION_LOST),
                arguments(BODY, sql("HY000", 9001), CONNECTION_LOST),
                arguments(BODY, sql("HY000", 9002), CONNECTION_LOST),
                arguments(BODY, sql("HY000", 9004), CONNECTION_LOST));
    }

    static Stream<Arguments> inTheBody() {
        return Stream.of(
                arguments(BODY, new Conflict("another task wrote"), CONFLICT),
                // an update that must find its row
                arguments(BODY, sql("02000", 0), RECORD),
                arguments(BODY, sql("HY000", 1197), CONFLICT),
                arguments(BODY, sql("HY000", 3100), CONFLICT),
                arguments(BODY, sql("HY000", 3101), CONFLICT),
                arguments(BODY, new PacketTooBigException(9, 1), RECORD),
                // 1153 looks like a lost link and comes again forever
                arguments(BODY, sql("08S01", 1153), RECORD),
                arguments(BODY, sql("22001", 1406), RECORD),
                arguments(BODY, sql("22001", 3140), RECORD),
                arguments(BODY, new SQLIntegrityConstraintViolationException("twice", "23000", 1062), RECORD),
                arguments(BODY, sql("01000", 1265), RECORD),
                arguments(BODY, sql("HY000", 1366), RECORD),
                arguments(BODY, sql("HY000", 1364), RECORD),
                arguments(BODY, sql("HY000", 3819), RECORD),
                arguments(BODY, sql("HY000", 1526), RECORD),
                arguments(BODY, sql("HY000", 1906), RECORD),
                arguments(BODY, sql("HY000", 3105), RECORD),
                arguments(BODY, sql("S1009", 0), UNKNOWN),
                arguments(BODY, sql("HY000", 9999), UNKNOWN),
                arguments(BODY, sql("42S02", 1146), CONFIGURATION),
                arguments(BODY, sql("42S22", 1054), CONFIGURATION),
                arguments(BODY, sql("42000", 1064), CONFIGURATION),
                arguments(BODY, sql("21S01", 1136), CONFIGURATION),
                arguments(BODY, sql("42000", 1115), CONFIGURATION),
                arguments(BODY, sql("HY000", 1267), CONFIGURATION),
                arguments(BODY, sql("42000", 1142), CONFIGURATION),
                arguments(BODY, sql("42000", 1143), CONFIGURATION),
                arguments(BODY, sql("07001", 0), CONFIGURATION));
    }

    static Stream<Arguments> onTheWay() {
        return Stream.of(
                arguments(BODY, new CommunicationsException("gone", null), CONNECTION_LOST),
                arguments(BODY, new SQLException(CLOSED, "S1009"), CONNECTION_LOST),
                arguments(BODY, sql("08S01", 1053), CONNECTION_LOST),
                arguments(BODY, sql("08003", 0), CONNECTION_LOST),
                // 08007 comes from rollback(), where nothing is open
                arguments(BODY, sql("08007", 0), CONNECTION_LOST),
                arguments(BODY, sql("HY000", 4031), CONNECTION_LOST),
                arguments(BODY, sql("40001", 1213), CONFLICT),
                arguments(BODY, sql("40001", 1205), CONFLICT),
                arguments(BODY, sql("HY000", 3572), CONFLICT),
                arguments(BODY, sql("70100", 1317), CONFLICT),
                arguments(BODY, sql("HY000", 3024), CONFLICT),
                arguments(BODY, sql("HY000", 3101), CONFLICT),
                arguments(BODY, new SQLTimeoutException("cancelled"), CONFLICT),
                arguments(BODY, sql("HY000", 1290), SERVER_STATE),
                arguments(BODY, sql("HY000", 1836), SERVER_STATE),
                arguments(BODY, sql("25006", 1792), SERVER_STATE),
                arguments(BODY, sql("HY000", 1114), SERVER_STATE),
                arguments(BODY, sql("HY000", 1021), SERVER_STATE));
    }

    static Stream<Arguments> atCommit() {
        return Stream.of(
                arguments(COMMIT, new CommunicationsException("reset", null), COMMIT_UNKNOWN),
                arguments(COMMIT, sql("08S01", 1053), COMMIT_UNKNOWN),
                arguments(COMMIT, sql("70100", 1317), COMMIT_UNKNOWN),
                arguments(COMMIT, sql("70100", 1969), COMMIT_UNKNOWN),
                arguments(COMMIT, sql("HY000", 1180), COMMIT_UNKNOWN),
                arguments(COMMIT, sql("HY000", 2055), COMMIT_UNKNOWN),
                arguments(COMMIT, sql("HY000", 1026), SERVER_STATE),
                arguments(COMMIT, sql("HY000", 7777), UNKNOWN),
                arguments(COMMIT, sql("HY000", 1290), SERVER_STATE),
                arguments(COMMIT, sql("40001", 1213), CONFLICT),
                arguments(COMMIT, sql("HY000", 3101), CONFLICT));
    }

    @Test
    void asksTheLinkWhereNoCodeTells() {
        SQLException odd = sql("S1009", 0);

        assertThat(classifier.classify(odd, BODY, () -> true)).isEqualTo(CONNECTION_LOST);
        assertThat(classifier.classify(odd, COMMIT, () -> true)).isEqualTo(COMMIT_UNKNOWN);
    }

    private static SQLException sql(String state, int code) {
        return new SQLException("reason", state, code);
    }

    private static SQLException link(Throwable cause) {
        return new CommunicationsException("Communications link failure", cause);
    }

    private static Throwable cutHandshake() {
        Throwable cut = new SSLHandshakeException("Remote host terminated the handshake");
        cut.initCause(new EOFException("cut"));
        return cut;
    }

    @ParameterizedTest
    @CsvSource({"1197, true", "3100, true", "3101, true", "1213, false", "1205, false", "1062, false"})
    void knowsWhatAShorterTransactionMayAvoid(int code, boolean isTooMuch) {
        assertThat(classifier.isTooMuch(sql("HY000", code))).isEqualTo(isTooMuch);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1059 | Identifier name 'x' is too long                                                                  | true
            1060 | Duplicate column name 'a'                                                                        | true
            1070 | Too many key parts specified; max 16 parts allowed                                               | true
            1071 | Specified key was too long; max key length is 3072 bytes                                         | true
            1170 | BLOB/TEXT column 'a' used in key specification without a key length                              | true
            3152 | JSON column 'a' supports indexing only via generated columns on a specified JSON path.           | true
            1103 | Incorrect table name 'x '                                                                        | true
            1118 | Row size too large                                                                               | true
            1030 | Got error 168 - 'Unknown (generic) error from engine' from storage engine                        | true
            1030 | Got error 28 - 'No space left on device' from storage engine                                     | false
            1005 | Can't create table `a`.`b` (errno: 36 "File name too long")                                      | true
            1005 | Can't create table `a`.`b` (errno: 13 "Permission denied")                                       | false
            1142 | CREATE command denied to user                                                                    | false
            """)
    void knowsWhatATableCannotBe(int code, String message, boolean isAboutShape) {
        assertThat(classifier.isAboutShape(new SQLException(message, "HY000", code)))
                .isEqualTo(isAboutShape);
    }
}
