// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.CommitCut;
import io.mqttmysql.fault.CommitCut.Side;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.write.SinkCounters;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is counted when a server really refuses, forgets or is cut off. */
@ExtendWith(StackExtension.class)
class SinkCountersIT {
    private Database database;

    @BeforeEach
    void create(LocalStack stack) throws SQLException {
        database = Database.on(stack.mysql(), "sink_counters");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    @Test
    void aLostCommitIsCountedAndWhatItStoredIsPassedOver() {
        CommitCut commits = CommitCut.ofAll();
        try (FaultProxy proxy = FaultProxy.to("mysql-link", database.server().port(), commits);
                WriterUnderTest writer = new WriterUnderTest(
                        database, proxy.port(), InsertMode.INSERT, "delivery.guarantee", "exactly_once")) {
            writer.write(0, 10);
            commits.arm(Side.AFTER);
            writer.write(10, 20);

            SinkCounters counters = writer.counters();
            assertThat(counters.transactions()
                            .failed(FailureKind.COMMIT_UNKNOWN)
                            .sum())
                    .isEqualTo(1);
            assertThat(counters.transactions().committed().sum())
                    .as("the one that only saw what is stored, too")
                    .isEqualTo(2);
            assertThat(counters.transactions().lastRows()).isZero();
            assertThat(counters.transactions().mostRows()).isEqualTo(10);
            assertThat(counters.connections().discarded().sum()).isEqualTo(1);
            assertThat(counters.records().replays().sum()).isEqualTo(10);
            assertThat(counters.records().of("test").rows().sum()).isEqualTo(10);
            assertThat(counters.transactions().possibleDuplicates().sum()).isZero();
            assertThat(counters.outage().count()).isEqualTo(1);
        }
    }

    @Test
    void atLeastOnceALostCommitMayMeanDuplicates() {
        CommitCut commits = CommitCut.ofAll();
        try (FaultProxy proxy = FaultProxy.to("mysql-link", database.server().port(), commits);
                WriterUnderTest writer = new WriterUnderTest(database, proxy.port(), InsertMode.INSERT)) {
            writer.write(0, 10);
            commits.arm(Side.AFTER);
            writer.write(10, 20);

            assertThat(writer.counters().transactions().possibleDuplicates().sum())
                    .isEqualTo(10);
            assertThat(writer.counters().records().of("test").rows().sum()).isEqualTo(20);
        }
    }

    @Test
    void aLostCommitWithoutRowsMeansNoDuplicates() {
        CommitCut commits = CommitCut.ofAll();
        try (FaultProxy proxy = FaultProxy.to("mysql-link", database.server().port(), commits);
                WriterUnderTest writer = new WriterUnderTest(database, proxy.port(), InsertMode.INSERT)) {
            writer.write(0, 10);
            writer.open(
                    WriterUnderTest.PARTITION); // left positions are looked for again, in a transaction of their own
            commits.arm(Side.AFTER);
            writer.write(10, 20);

            assertThat(writer.counters()
                            .transactions()
                            .failed(FailureKind.COMMIT_UNKNOWN)
                            .sum())
                    .isEqualTo(1);
            assertThat(writer.counters().transactions().possibleDuplicates().sum())
                    .isZero();
        }
    }

    @Test
    void rowsThatAreThereAndRowsThatAreNot() throws SQLException {
        database.run("ALTER TABLE readings ADD PRIMARY KEY (id)");
        try (WriterUnderTest writer =
                new WriterUnderTest(database, database.server().port(), InsertMode.INSERT)) {
            writer.write(0, 10);
            writer.write(5, 15);
            writer.write(List.of(WriterUnderTest.record(3, "other"), WriterUnderTest.record(15, "new")));

            SinkCounters counters = writer.counters();
            assertThat(counters.records().replays().sum()).isEqualTo(5);
            assertThat(counters.records().errant(ErrantReason.DUPLICATE_KEY).sum())
                    .isEqualTo(1);
            assertThat(counters.transactions().lastRows()).isEqualTo(1);
        }
        try (WriterUnderTest writer =
                new WriterUnderTest(database, database.server().port(), InsertMode.UPDATE)) {
            writer.write(10, 20);

            assertThat(writer.counters().records().ignoredUpdates().sum()).isEqualTo(4);
        }
    }
}
