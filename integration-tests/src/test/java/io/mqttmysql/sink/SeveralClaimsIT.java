// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exactly-once with several partitions of one task, and with several tasks of one partition. */
@ExtendWith(StackExtension.class)
class SeveralClaimsIT {
    private static final TopicPartition OTHER = new TopicPartition("home", 1);
    private static final long LAST = 300;
    private static final long DELIVERY = 10;
    private static final int TASKS = 3;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "several_claims");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    /** A server that took over has lost commits of both, and both go on at once. */
    @Test
    void severalPartitionsGoBackFromOneDelivery() throws SQLException {
        try (WriterUnderTest writer = writer()) {
            writer.open(OTHER);
            writer.write(both(0, 20, 100, 120));
            lose(0, 15);
            lose(1, 108);
            assertThat(database.killIdleConnections()).isPositive();

            writer.write(both(20, 25, 120, 125));

            assertThat(writer.rewinds())
                    .containsEntry(WriterUnderTest.PARTITION, 15L)
                    .containsEntry(OTHER, 108L);
            writer.write(both(15, 25, 108, 125));
            assertThatEachIsThereOnce(50);
        }
    }

    /** As after a rebalance that the former owners have not noticed: each believes that the partition is its own. */
    @Test
    void severalTasksOfOnePartitionStoreEachRecordOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        try {
            CyclicBarrier start = new CyclicBarrier(TASKS);
            List<Future<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                tasks.add(threads.submit(task(start)));
            }
            for (Future<Void> task : tasks) {
                task.get(Patience.EFFECT.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThatEachIsThereOnce(LAST);
        assertThat(database.rows("SELECT next_offset FROM connect_sink_offsets"))
                .containsExactly(String.valueOf(LAST));
    }

    /** Delivers as Kafka does, and again from where the sink asks for. */
    private Callable<Void> task(CyclicBarrier start) {
        return () -> {
            try (WriterUnderTest writer = writer()) {
                start.await();
                long next = 0;
                while (next < LAST) {
                    writer.rewinds().clear();
                    writer.write(next, next + DELIVERY);
                    next = writer.rewinds().getOrDefault(WriterUnderTest.PARTITION, next + DELIVERY);
                }
                // what lost to another task until the end is held, and tried again
                await().until(() -> {
                    writer.write(List.of());
                    return writer.committable(LAST) == LAST;
                });
            }
            return null;
        };
    }

    private void lose(int partition, long offset) throws SQLException {
        database.run("DELETE FROM readings WHERE id >= " + offset + " AND id < " + (partition + 1) * 100);
        database.run("UPDATE connect_sink_offsets SET next_offset = " + offset + ", moved_to = " + offset
                + ", last_timestamp = " + (999 + offset) + ", newest_timestamp = " + (999 + offset)
                + " WHERE partition_id = " + partition);
    }

    private static List<SinkRecord> both(long from, long to, long otherFrom, long otherTo) {
        return Stream.concat(
                        records(WriterUnderTest.PARTITION, from, to).stream(),
                        records(OTHER, otherFrom, otherTo).stream())
                .toList();
    }

    private static List<SinkRecord> records(TopicPartition partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> WriterUnderTest.record(offset, "21.5"))
                .map(record -> new SinkRecord(
                        partition.topic(),
                        partition.partition(),
                        null,
                        "key",
                        null,
                        record.value(),
                        record.kafkaOffset(),
                        record.timestamp(),
                        record.timestampType()))
                .toList();
    }

    private WriterUnderTest writer() {
        return new WriterUnderTest(
                database, database.server().port(), InsertMode.INSERT, "delivery.guarantee", "exactly_once");
    }

    private void assertThatEachIsThereOnce(long count) throws SQLException {
        assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(count);
        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM readings")).isEqualTo(count);
    }
}
