// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody alters tables by hand while the sink writes to them. */
@ExtendWith(StackExtension.class)
class AlteredTablesIT {
    private static final String LOG = """
            table=log
            column.n=kafka.offset
            column.value=$.value
            column.note=$.note
            """;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "altered_tables");
        database.run("CREATE TABLE log (n BIGINT, value INT, note VARCHAR(8))");
    }

    @Test
    void aRecordIsNotGivenUpForATypeThatTheColumnNoLongerHas() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, LOG)) {
            task.put(0, "x", "{\"value\":1}");
            database.run("ALTER TABLE log MODIFY value VARCHAR(8), MODIFY note VARCHAR(80)");

            task.put(1, "x", "{\"value\":\"warm\",\"note\":\"longer than before\"}");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.rows("SELECT value, note FROM log WHERE n = 1"))
                    .containsExactly("warm longer than before");
        }
    }

    @Test
    void aColumnThatBecameNarrowerIsTheRecordsMatter() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, LOG)) {
            task.put(0, "x", "{\"value\":1,\"note\":\"a\"}");
            database.run("ALTER TABLE log MODIFY note VARCHAR(2)");

            task.put(1, "x", "{\"note\":\"ok\"}", "x", "{\"note\":\"long\"}", "x", "{\"note\":\"ok\"}");

            assertThat(task.putAside()).containsExactly(2L);
            assertThat(task.reasons().get(0)).contains("column 'note'").doesNotContain("(error");
        }
    }

    /** As Connect would, the test calls again until the table is right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE log ADD must INT NOT NULL; ALTER TABLE log ALTER must SET DEFAULT 1",
                "ALTER TABLE log DROP note; ALTER TABLE log ADD note VARCHAR(8)",
                "RENAME TABLE log TO gone; RENAME TABLE gone TO log"
            })
    void recordsWaitForATableThatNoLongerFits(String alterations) throws SQLException {
        String[] there = alterations.split("; ");
        try (TaskUnderTest task = new TaskUnderTest(database, LOG)) {
            task.put(0, "x", "{\"value\":1,\"note\":\"a\"}");
            database.run(there[0]);
            task.put(records(1, 11));
            task.put(List.of());
            assertThat(task.isHolding()).isTrue();

            database.run(there[1]);
            task.put(List.of());

            assertThat(task.isHolding()).isFalse();
            assertThat(task.putAside()).isEmpty();
            assertThatEachIsThereOnce(11);
        }
    }

    @Test
    void whatMayBeMadeIsMadeAgain() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, LOG + "auto.create=true\nauto.evolve=true")) {
            task.insist(records(0, 10));
            database.run("ALTER TABLE log DROP note");
            task.insist(records(10, 20));
            assertThat(database.number("SELECT COUNT(note) FROM log")).isEqualTo(10);

            database.run("DROP TABLE log");
            task.insist(records(20, 30));
            assertThat(database.number("SELECT COUNT(*) FROM log")).isEqualTo(10);
            assertThat(task.putAside()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void underLoadNothingIsLostDoubledOrPutAside(String guarantee) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (TaskUnderTest task = new TaskUnderTest(database, LOG + "delivery.guarantee=" + guarantee)) {
            CompletableFuture<Long> load = CompletableFuture.supplyAsync(() -> load(task, isOver));
            for (String alteration : List.of(
                    "ALTER TABLE log MODIFY value BIGINT",
                    "ALTER TABLE log ADD must INT NOT NULL",
                    "ALTER TABLE log ALTER must SET DEFAULT 1",
                    "ALTER TABLE log DROP note",
                    "ALTER TABLE log ADD note VARCHAR(80)",
                    "ALTER TABLE log MODIFY value VARCHAR(20) FIRST",
                    "RENAME TABLE log TO gone",
                    "RENAME TABLE gone TO log",
                    "ALTER TABLE log ADD PRIMARY KEY (n)")) {
                int held = task.timesHeld();
                database.run(alteration);
                if (fits(alteration)) {
                    long before = database.number("SELECT COUNT(*) FROM log");
                    await().until(() -> load.isDone() || database.number("SELECT COUNT(*) FROM log") > before + 100);
                } else {
                    await().until(() -> load.isDone() || task.timesHeld() > held);
                }
            }
            isOver.set(true);
            long written = load.get();

            assertThat(task.putAside()).isEmpty();
            assertThatEachIsThereOnce(written);
        }
    }

    /** Whether the table takes rows afterwards. */
    private static boolean fits(String alteration) {
        return !alteration.endsWith("must INT NOT NULL")
                && !alteration.endsWith("DROP note")
                && !alteration.endsWith("TO gone");
    }

    private static long load(TaskUnderTest task, AtomicBoolean isOver) {
        long offset = 0;
        while (!isOver.get()) {
            task.insist(records(offset, offset + 50));
            offset += 50;
        }
        return offset;
    }

    private static List<SinkRecord> records(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> record(offset, "x", "{\"value\":" + offset + ",\"note\":\"n\"}"))
                .toList();
    }

    private void assertThatEachIsThereOnce(long count) throws SQLException {
        assertThat(database.number("SELECT COUNT(*) FROM log")).isEqualTo(count);
        assertThat(database.number("SELECT COUNT(DISTINCT n) FROM log")).isEqualTo(count);
    }
}
