// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/strategies.md says that surprises people, on a real server. */
@ExtendWith(StackExtension.class)
class DocumentedLimitsIT {
    private static final String CHILD_FIRST = "home/reading";
    private static final String PARENT = "home/room";

    private final LocalStack stack;

    DocumentedLimitsIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            YEAR     | payload | 2026-02-28           | 2026
            YEAR     | payload | 2026-02-28T10:00:00Z | 2026
            YEAR     | payload | 26                   | ! '26' is not a year from 1901 to 2155
            DATETIME | payload | 2016-12-31T23:59:60Z | ! the text '2016-12-31T23:59:60Z' is not a date or a time
            TEXT     | $       | 1e3                  | 1E+3
            TEXT     | payload | 1e3                  | 1e3
            TEXT     | $       | 21.50                | 21.50
            DOUBLE   | payload | 1e-400               | 0
            """)
    void valuesAreAsTheDocumentsSay(String type, String source, String payload, String outcome) throws SQLException {
        Database database = Database.on(stack.mysql(), "documented_limits");
        database.run("CREATE TABLE t (c " + type + ")");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=t\ncolumn.c=" + source)) {
            task.put(0, "x", payload);

            if (outcome.startsWith("! ")) {
                assertThat(task.reasons()).singleElement().asString().contains(outcome.substring(2));
            } else {
                assertThat(database.rows("SELECT CONCAT(c) FROM t")).containsExactly(outcome);
            }
        }
    }

    @Test
    void upsertsUseUpNumbers() throws SQLException {
        Database database = Database.on(stack.mysql(), "documented_limits");
        database.run("CREATE TABLE latest (id INT AUTO_INCREMENT PRIMARY KEY, sensor VARCHAR(20) UNIQUE, v INT)");
        String options =
                "table=latest\ninsert.mode=upsert\npk.fields=sensor\ncolumn.sensor=mqtt.topic\ncolumn.v=payload";
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            for (int offset = 0; offset < 5; offset++) {
                task.put(offset, "a", "1");
            }
            task.put(5, "b", "1");

            assertThat(database.rows("SELECT sensor, id FROM latest ORDER BY sensor"))
                    .containsExactly("a 1", "b 6");
        }
    }

    @Test
    void aChildBeforeItsParentIsADeadLetter() throws SQLException {
        Database database = Database.on(stack.mysql(), "documented_limits");
        database.run("CREATE TABLE room (id INT PRIMARY KEY)");
        database.run("CREATE TABLE reading (room INT, FOREIGN KEY of_room (room) REFERENCES room (id))");
        String options = """
                strategies=rooms, readings
                strategy.rooms.match=home/room
                strategy.rooms.table=room
                strategy.rooms.column.id=payload
                strategy.readings.match=home/reading
                strategy.readings.table=reading
                strategy.readings.column.room=payload
                """;
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(0, CHILD_FIRST, "7", PARENT, "7", CHILD_FIRST, "7");

            assertThat(task.putAside()).containsExactly(0L);
            assertThat(task.reasons().get(0)).contains("a foreign key points to a row that is not there", "1452");
            assertThat(database.rows("SELECT COUNT(*) FROM reading")).containsExactly("1");
        }
    }

    /** The table is put right, and the same strategies read the dead-letter topic. */
    @Test
    void deadLettersAreStoredOnceTheirTableTakesThem() throws Exception {
        Database database = Database.on(stack.mysql(), "documented_limits_replay");
        database.run("CREATE TABLE parts (topic VARCHAR(20), y INT) PARTITION BY RANGE (y)"
                + " (PARTITION p0 VALUES LESS THAN (10))");
        Map<String, String> settings = new HashMap<>(Map.of(
                "strategies", "parts",
                "strategy.parts.match", "home/{room}",
                "strategy.parts.table", "parts",
                "strategy.parts.column.topic", "mqtt.topic",
                "strategy.parts.column.y", "payload"));
        try (RunningSink sink = RunningSink.start(stack, database, settings)) {
            sink.send("home/attic", "5", "47", "6");
            await().until(() -> database.number("SELECT COUNT(*) FROM parts") == 2);

            database.run("ALTER TABLE parts ADD PARTITION (PARTITION p1 VALUES LESS THAN (100))");
            String replay = database.name() + "-replay";
            settings.put("topics", RunningSink.deadLetters(database));
            settings.put("errors.tolerance", "none");
            settings.put("errors.deadletterqueue.topic.name", "");
            stack.connect().put(replay, RunningSink.settings(stack, database, settings));
            try {
                stack.connect().awaitRunning(replay, 1, Patience.START);
                await().until(() -> database.number("SELECT COUNT(*) FROM parts") == 3);
            } finally {
                stack.connect().delete(replay);
            }

            assertThat(database.rows("SELECT topic, y FROM parts ORDER BY y"))
                    .isEqualTo(List.of("home/attic 5", "home/attic 6", "home/attic 47"));
        }
    }
}
