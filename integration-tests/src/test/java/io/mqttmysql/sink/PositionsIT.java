// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What exactly-once makes of positions that are not what they were. */
@ExtendWith(StackExtension.class)
class PositionsIT {
    private static final TopicPartition OTHER = new TopicPartition("home", 1);

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "sink_positions");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    /** A server that took over and lost the last commits: rows and position go back together. */
    @Test
    void asksBackWhatAServerLostOfAPartitionThatIsSilent() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 10);
            writer.write(10, 20);
            loseFrom(15);
            writer.open(OTHER);

            writer.write(List.of());

            assertThat(writer.rewinds()).containsEntry(WriterUnderTest.PARTITION, 15L);
            writer.write(15, 20);
            assertThatEachIsThereOnce(20);
        }
    }

    @Test
    void asksBackWhatAServerLostWhileOnlyAnotherPartitionIsWritten() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 20);
            writer.open(OTHER);
            loseFrom(15);
            assertThat(database.killIdleConnections()).isPositive();

            writer.write(other(100, 110));

            assertThat(writer.rewinds()).containsOnlyKeys(WriterUnderTest.PARTITION);
            writer.write(15, 20);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(30);
        }
    }

    /** Otherwise it would be taken for what comes after a gap. */
    @Test
    void asksBackWhatAServerLostWhileRecordsAreHeld() throws SQLException {
        try (WriterUnderTest writer = writer("max.retries", "0")) {
            writer.write(0, 10);
            database.run("CREATE TRIGGER refuse BEFORE INSERT ON readings FOR EACH ROW SIGNAL SQLSTATE '40001'");
            writer.write(10, 20);
            assertThat(writer.committable(20)).isEqualTo(-1);
            database.run("DROP TRIGGER refuse");
            loseFrom(5);
            writer.open(OTHER);

            writer.write(List.of());

            assertThat(writer.rewinds()).containsEntry(WriterUnderTest.PARTITION, 5L);
            writer.write(5, 20);
            assertThatEachIsThereOnce(20);
        }
    }

    @Test
    void asksBackWhatAServerLostAlsoAfterARestart() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 20);
        }
        loseFrom(15);
        try (WriterUnderTest writer = writer()) {
            writer.committable(20);

            writer.write(List.of());

            assertThat(writer.rewinds()).containsEntry(WriterUnderTest.PARTITION, 15L);
        }
    }

    @Test
    void stopsWhereItsPositionIsGone() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(5, 20);
            database.run("TRUNCATE connect_sink_offsets");

            assertThatThrownBy(() -> writer.write(20, 30))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("home-0: its position, 20, is gone")
                    .hasMessageContaining("\"kafka_offset\":5");
            assertThat(writer.committable(20)).isEqualTo(5);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(15);
        }
    }

    @Test
    void goesBackToWhereItBeganWhereItsPositionIsGoneAndThatIsWanted() throws SQLException {
        try (WriterUnderTest writer = writer("exactly.once.on.mismatch", "restart")) {
            writer.write(5, 20);
            database.run("TRUNCATE connect_sink_offsets");
            database.run("TRUNCATE readings");

            writer.write(20, 30);

            assertThat(writer.rewinds()).containsEntry(WriterUnderTest.PARTITION, 5L);
            assertThat(database.rows("SELECT next_offset FROM connect_sink_offsets"))
                    .containsExactly("5");
            writer.write(5, 30);
            assertThatEachIsThereOnce(25);
        }
    }

    @Test
    void stopsAtTheFirstRecordOfATopicThatWasRecreated() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 20);
        }
        try (WriterUnderTest writer = writer()) {
            assertThatThrownBy(() -> writer.write(recreated(0, 5)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("offset 0 is delivered")
                    .hasMessageContaining("re-created");
            assertThatEachIsThereOnce(20);
        }
    }

    @Test
    void losesNothingOfATopicThatWasRecreatedWhereItMayRestart() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 20);
        }
        try (WriterUnderTest writer = writer("exactly.once.on.mismatch", "restart")) {
            writer.write(0, 3);
            writer.write(recreated(3, 30));

            assertThat(writer.rewinds()).containsEntry(WriterUnderTest.PARTITION, 0L);
            writer.write(recreated(0, 30));
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(50);
        }
    }

    @Test
    void namesAPositionThatWasSetForward() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 20);
            database.run("UPDATE connect_sink_offsets SET next_offset = 1000000");

            assertThatThrownBy(() -> writer.write(20, 30))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("was set to 1000000 from outside")
                    .hasMessageContaining("\"kafka_offset\":20");
            assertThatEachIsThereOnce(20);
        }
    }

    @Test
    void widensATableOfFormat1AndGoesOnWhereItWas() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 20);
        }
        database.run("ALTER TABLE connect_sink_offsets DROP COLUMN newest_timestamp, DROP COLUMN moved_to");
        try (WriterUnderTest writer = writer()) {
            writer.write(15, 30);

            assertThatEachIsThereOnce(30);
            assertThat(database.rows(
                            "SELECT next_offset, newest_timestamp, moved_to, format FROM connect_sink_offsets"))
                    .containsExactly("30 1029 30 2");
        }
    }

    /** Only the rows of its partitions: those of another task are neither read nor waited for. */
    @Test
    void locksNoRowOfAnotherPartition() throws SQLException {
        try (WriterUnderTest writer = writer();
                Connection somebody = database.server().connect(database.name());
                Statement statement = somebody.createStatement()) {
            writer.open(OTHER);
            writer.write(
                    Stream.concat(other(0, 5).stream(), records(0, 5).stream()).toList());
            somebody.setAutoCommit(false);
            statement.executeQuery(
                    "SELECT * FROM connect_sink_offsets WHERE owner = 'house' AND topic = 'home' AND partition_id = 1 FOR UPDATE");

            long conflicts = conflicts(writer);
            writer.write(5, 10);

            assertThat(conflicts(writer)).isEqualTo(conflicts);
            somebody.rollback();
        }
    }

    private static long conflicts(WriterUnderTest writer) {
        return writer.counters().transactions().failed(FailureKind.CONFLICT).sum();
    }

    private void loseFrom(long offset) throws SQLException {
        database.run("DELETE FROM readings WHERE id >= " + offset);
        database.run("UPDATE connect_sink_offsets SET next_offset = " + offset + ", moved_to = " + offset
                + ", last_timestamp = " + (999 + offset) + ", newest_timestamp = " + (999 + offset)
                + " WHERE partition_id = 0");
    }

    private static List<SinkRecord> records(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> WriterUnderTest.record(offset, "21.5"))
                .toList();
    }

    private static List<SinkRecord> other(long from, long to) {
        return records(from, to).stream()
                .map(record -> new SinkRecord(
                        OTHER.topic(),
                        OTHER.partition(),
                        null,
                        "key",
                        null,
                        record.value(),
                        record.kafkaOffset(),
                        record.timestamp(),
                        record.timestampType()))
                .toList();
    }

    /** Later than all records of the topic before. */
    private static List<SinkRecord> recreated(long from, long to) {
        return records(from, to).stream()
                .map(record -> new SinkRecord(
                        record.topic(),
                        record.kafkaPartition(),
                        null,
                        "key",
                        null,
                        record.value(),
                        record.kafkaOffset(),
                        record.timestamp() + 1_000_000,
                        record.timestampType()))
                .toList();
    }

    private WriterUnderTest writer(String... settings) {
        String[] all = Stream.concat(Stream.of("delivery.guarantee", "exactly_once"), Stream.of(settings))
                .toArray(String[]::new);
        return new WriterUnderTest(database, database.server().port(), InsertMode.INSERT, all);
    }

    private void assertThatEachIsThereOnce(long count) throws SQLException {
        assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(count);
        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM readings")).isEqualTo(count);
    }
}
