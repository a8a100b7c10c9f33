// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of the positions of exactly-once when the guarantee changes. */
@ExtendWith(StackExtension.class)
class LeftPositionsIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "sink_left_positions");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    /** Kafka's own offset is where it goes on then, also if exactly_once comes again. */
    @Test
    void alteredOffsetsRemoveWhatAnEarlierExactlyOnceLeftBehind() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 5);
        }

        Map<String, String> settings = new HashMap<>(database.connection());
        settings.putAll(Map.of("name", "house", "topics", "home", "table", "readings"));
        boolean isDone = new MySqlSinkConnector().alterOffsets(settings, Map.of(WriterUnderTest.PARTITION, 50L));

        assertThat(isDone).isTrue();
        assertThat(database.number("SELECT COUNT(*) FROM connect_sink_offsets")).isZero();
    }

    @Test
    void exactlyOnceThatComesAgainRepeatsNothingOfWhatWasStoredAtLeastOnce() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 10);
        }
        try (WriterUnderTest writer = writer("delivery.guarantee", "at_least_once")) {
            writer.write(10, 20);
        }
        try (WriterUnderTest writer = writer()) {
            writer.write(20, 30);

            assertThat(writer.rewinds()).isEmpty();
            assertThatEachIsThereOnce(30);
        }
    }

    @Test
    void leavesThePositionOfSomebodyElseAlone() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.write(0, 10);
        }
        try (WriterUnderTest writer = writer("delivery.guarantee", "at_least_once")) {
            writer.write(500, 520);
        }

        assertThat(database.rows("SELECT next_offset FROM connect_sink_offsets"))
                .containsExactly("10");
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
