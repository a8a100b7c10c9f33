// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code changed.only} beside its twin: the same strategies without it, into another table. */
@ExtendWith(StackExtension.class)
class ChangedOnlyTwinIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "changed_only_twin");
        database.run("CREATE TABLE state (room VARCHAR(20) COLLATE utf8mb4_bin PRIMARY KEY, t DECIMAL(6,2),"
                + " state VARCHAR(20), n INT)");
        database.run("CREATE TABLE twin LIKE state");
    }

    /** Whatever comes, the table is as one that each row is written to. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStateIsThatOfRowsWithoutTheRule(long seed) throws SQLException {
        database.run("CREATE TABLE written (name VARCHAR(9))");
        for (String name : new String[] {"state", "twin"}) {
            database.run("CREATE TRIGGER " + name + "_written BEFORE INSERT ON " + name
                    + " FOR EACH ROW INSERT INTO written VALUES ('" + name + "')");
        }
        Random random = new Random(seed);
        try (TaskUnderTest task = new TaskUnderTest(database, strategies(random))) {
            long offset = 0;
            for (int delivery = 0; delivery < 40; delivery++) {
                List<SinkRecord> records = new ArrayList<>();
                int size = 1 + random.nextInt(30);
                for (int i = 0; i < size; i++) {
                    records.add(record(offset++, random));
                }
                task.put(records);
                if (random.nextInt(10) == 0) {
                    database.killIdleConnections();
                }
                assertThat(database.rows("SELECT * FROM state ORDER BY room"))
                        .as("seed %d, after delivery %d", seed, delivery)
                        .isEqualTo(database.rows("SELECT * FROM twin ORDER BY room"));
            }
            assertThat(task.putAside()).isNotEmpty();
        }
        assertThat(written("state")).isLessThan(written("twin"));
    }

    private long written(String name) throws SQLException {
        return database.number("SELECT COUNT(*) FROM written WHERE name = '" + name + "'");
    }

    private static SinkRecord record(long offset, Random random) {
        String[] rooms = {"bath", "hall", "Hall", "küche", "kuche", "attic"};
        String topic = "home/" + rooms[random.nextInt(rooms.length)]
                + (random.nextInt(4) == 0 ? "/" + (random.nextBoolean() ? "n" : "t") : "");
        return switch (random.nextInt(20)) {
            case 0 -> TaskUnderTest.record(offset, topic, null);
            case 1 -> TaskUnderTest.record(offset, topic, "{\"t\":20000,\"state\":\"too much\"}");
            case 2 -> TaskUnderTest.record(offset, topic, "{\"t\":1,\"state\":\"" + "long".repeat(9) + "\"}");
            case 3 -> TaskUnderTest.record(offset, topic, "{\"state\":null}");
            case 4 -> TaskUnderTest.record(offset, topic, "{\"t\":1,\"n\":" + random.nextInt(2) + "}");
            default ->
                TaskUnderTest.record(
                        offset,
                        topic,
                        "{\"t\":" + random.nextInt(2) + ",\"state\":\"" + (random.nextBoolean() ? "on" : "off")
                                + "\"}");
        };
    }

    /** The same twice: with the rule into one table, without into the other; some rows by strategies that have none. */
    private static String strategies(Random random) {
        StringBuilder text = new StringBuilder("strategies=");
        text.append("state,twin,pivot,pivottwin,plain,plaintwin\ninsert.mode=upsert\ndelivery.guarantee=")
                .append(random.nextBoolean() ? "at_least_once" : "exactly_once")
                .append('\n');
        for (String table : new String[] {"state", "twin"}) {
            boolean isTwin = table.equals("twin");
            String rule = isTwin ? "" : "strategy.%s.changed.only=true\n";
            String next = "strategy.%s.continue=true\nstrategy.%s.table=" + table + "\n";
            text.append((next + rule + """
                            strategy.%s.match=home/{room}
                            strategy.%s.delete.enabled=true
                            strategy.%s.column.room={room}
                            strategy.%s.column.t=$.t
                            strategy.%s.column.state=$.state
                            """).replace("%s", table));
            text.append((next + rule + """
                            strategy.%s.match=home/{room}/{what}
                            strategy.%s.when=$.n
                            strategy.%s.column.room={room}
                            strategy.%s.column.{what}=$.n
                            """).replace("%s", isTwin ? "pivottwin" : "pivot"));
            text.append((next + """
                            strategy.%s.match=home/{room}/n
                            strategy.%s.column.room={room}
                            strategy.%s.column.state=$.state
                            """).replace("%s", isTwin ? "plaintwin" : "plain"));
        }
        return text.toString();
    }
}
