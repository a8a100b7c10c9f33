// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * k bad records at random places of a delivery of n, some known before SQL and some to the server alone: n−k are stored
 * once, k are reported once, each with its place, strategy, table, column and reason.
 */
@ExtendWith(StackExtension.class)
class BadRecordsIT {
    private static final int ROUNDS = 12;
    private static final int MOST = 120;
    private static final String SECRET = "geheim";

    /** Payload, and what the report says behind the strategy. */
    private static final List<String[]> BAD = List.of(
            new String[] {"{\"n\":1e5,\"word\":\"on\"}", "table 'readings', column 'small': '100000' is out of range"},
            new String[] {"{\"n\":\"x7\",\"word\":\"on\"}", "table 'readings', column 'small': the text '"},
            new String[] {"{\"word\":\"on\"}", "table 'readings', column 'small': the record has no '$.n'"},
            new String[] {"{\"n\":null,\"word\":\"on\"}", "table 'readings', column 'small': the value of '$.n' is null"
            },
            new String[] {
                "{\"n\":1,\"word\":\"" + SECRET + "\"}", "table 'readings', column 'word': the value does not fit"
            },
            new String[] {
                "{\"n\":1,\"word\":\"on\",\"note\":\"much too long\"}",
                "table 'readings', column 'note': the text has 13"
            },
            new String[] {
                "{\"n\":1,\"word\":\"on\",\"latin\":\"字\"}", "table 'readings', column 'latin': the value does not fit"
            },
            new String[] {"{\"n\":13,\"word\":\"on\"}", "table 'readings'"},
            new String[] {
                "{\"n\":1,\"word\":\"on\",\"at\":\"2026-02-30\"}",
                "table 'readings', column 'at': the text '2026-02-30'"
            },
            new String[] {"{\"n\":", "table 'readings', column 'at': the payload is not JSON"},
            new String[] {"", "table 'readings', column 'at': the payload is empty, so there is no '$.at'"});

    private static final String OPTIONS = """
            strategies=house
            strategy.house.match=home/#
            table=readings
            column.n=kafka.offset
            column.small=$.n
            column.word=$.word
            column.note=$.note
            column.latin=$.latin
            column.at=$.at
            """;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "bad_records");
        database.run("CREATE TABLE readings (n BIGINT, small TINYINT NOT NULL, word ENUM('on', 'off', 'groß') NOT NULL,"
                + " note VARCHAR(8), latin VARCHAR(8) CHARACTER SET latin2, at DATE, CHECK (small <> 13))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void areReportedAndTheOthersStoredOnce(String guarantee) throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Long, String> expected = new TreeMap<>();
        try (TaskUnderTest task = new TaskUnderTest(database, OPTIONS + "delivery.guarantee=" + guarantee)) {
            long offset = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<SinkRecord> records = new ArrayList<>();
                int oneIn = 1 + random.nextInt(40);
                for (int i = 1 + random.nextInt(MOST); i > 0; i--) {
                    boolean isBad = random.nextInt(oneIn) == 0;
                    String[] bad = BAD.get(random.nextInt(BAD.size()));
                    records.add(TaskUnderTest.record(
                            offset, "home/attic", isBad ? bad[0] : "{\"n\":7,\"word\":\"off\",\"latin\":\"ä\"}"));
                    if (isBad) {
                        expected.put(
                                offset, "Record home-0@" + offset + " cannot be stored: strategy 'house', " + bad[1]);
                    }
                    offset++;
                }
                task.put(records);
            }

            check(task, expected, offset, seed);
        }
    }

    private void check(TaskUnderTest task, Map<Long, String> expected, long count, long seed) throws SQLException {
        assertThat(task.putAside()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (int i = 0; i < task.reasons().size(); i++) {
            assertThat(task.reasons().get(i))
                    .as("seed %d", seed)
                    .startsWith(expected.get(task.putAside().get(i)))
                    .doesNotContain(SECRET)
                    .hasSizeLessThan(400);
        }
        List<String> stored = new ArrayList<>();
        for (long offset = 0; offset < count; offset++) {
            if (!expected.containsKey(offset)) {
                stored.add(String.valueOf(offset));
            }
        }
        assertThat(database.rows("SELECT n FROM readings ORDER BY n"))
                .as("seed %d", seed)
                .isEqualTo(stored);
    }
}
