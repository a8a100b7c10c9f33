// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever may publish makes up names of tables: they cost a few questions a delivery, not some for each. */
@ExtendWith(StackExtension.class)
class MadeUpTablesIT {
    private static final String ROOMS = "match=home/{room}\ntable=room_{room}\ncolumn.n=kafka.offset\n";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "made_up_tables");
    }

    @Test
    void areLookedForTogether() throws SQLException {
        database.run("CREATE TABLE room_7 (n BIGINT)");
        try (TaskUnderTest task = new TaskUnderTest(database, ROOMS)) {
            long before = database.questions();

            task.put(rooms(2_500));

            assertThat(database.questions() - before).isLessThan(60);
            assertThat(database.rows("SELECT n FROM room_7")).containsExactly("7");
            assertThat(task.putAside()).hasSize(2_499).doesNotContain(7L);
        }
    }

    /** Whatever the schema, which may be made up, too. */
    @Test
    void areLookedForTogetherInManySchemas() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, ROOMS.replace("room_{room}", "house_{room}.readings"))) {
            long before = database.questions();

            task.put(rooms(500));

            assertThat(database.questions() - before).isLessThan(60);
            assertThat(task.putAside()).hasSize(500);
        }
    }

    @Test
    void thatAreThereAreReadTogether() throws SQLException {
        for (int room = 0; room < 200; room++) {
            database.run("CREATE TABLE room_" + room + " (n BIGINT PRIMARY KEY)");
        }
        try (TaskUnderTest task = new TaskUnderTest(database, ROOMS)) {
            long before = database.questions();

            task.put(rooms(200));

            assertThat(database.questions() - before)
                    .as("one of them writes to each")
                    .isBetween(200L, 260L);
            assertThat(task.putAside()).isEmpty();
        }
    }

    /** A table that was made since it was missing is found for the next record. */
    @Test
    void areFoundOnceTheyAreMade() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, ROOMS)) {
            task.put(rooms(3));
            database.run("CREATE TABLE room_2 (n BIGINT)");

            task.put(List.of(record(3, "home/2", "21"), record(4, "home/1", "21")));

            assertThat(task.putAside()).containsExactly(0L, 1L, 2L, 4L);
            assertThat(database.rows("SELECT n FROM room_2")).containsExactly("3");
        }
    }

    private static List<SinkRecord> rooms(int count) {
        return LongStream.range(0, count)
                .mapToObj(offset -> record(offset, "home/" + offset, "21"))
                .toList();
    }
}
