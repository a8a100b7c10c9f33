// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.MismatchPolicy;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.offset.OffsetStore;
import io.mqttmysql.sink.offset.PartitionClaims;
import io.mqttmysql.sink.offset.PositionLift;
import io.mqttmysql.sink.offset.PositionWatch;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.statement.LastRows;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.FakeSinkTaskContext;
import io.mqttmysql.sink.testing.ManualTime;
import io.mqttmysql.sink.testing.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {
    private static final TopicPartition PARTITION = new TopicPartition("home", 3);

    private final ManualTime clock = new ManualTime();
    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final AbsentServer server = new AbsentServer();
    private final ExactlyOnce protocol = protocol();

    @BeforeEach
    void knowAPosition() {
        protocol.open(List.of(PARTITION));
        protocol.committable(Map.of(PARTITION, new OffsetAndMetadata(150)));
        clock.pass(Duration.ofMinutes(1));
    }

    @Test
    void liftsAPositionWhileNoRecordsCome() {
        protocol.begin(List.of(), in(Duration.ofMinutes(1)));

        // once to lift, once to compare
        assertThat(server.borrows()).isEqualTo(2);
    }

    @Test
    void comparesPositionsWhenThereIsTime() {
        protocol.begin(List.of(), in(Duration.ZERO));

        assertThat(server.borrows()).as("to lift").isEqualTo(1);
    }

    @Test
    void leavesAPositionToTheRecordsThatCome() {
        protocol.begin(List.of(Rows.record("home", 3, 150)), in(Duration.ofMinutes(1)));

        assertThat(server.borrows()).isZero();
    }

    @Test
    void isCalledAgainAlsoWhereNoRecordsCome() {
        protocol.begin(List.of(), in(Duration.ofMinutes(1)));

        assertThat(context.timeouts()).containsExactly(30_000L);
    }

    private ExactlyOnce protocol() {
        Transactions transactions = new Transactions(server);
        ErrantRecords errants = ErrantRecords.stopping();
        SinkCounters counters = SinkCounters.of("house-0", time(), DeliveryGuarantee.EXACTLY_ONCE);
        OffsetStore store = new OffsetStore(TableId.of("positions"), "house");
        PartitionClaims claims = new PartitionClaims("house-0", "house", MismatchPolicy.FAIL, counters.jumps());
        return new ExactlyOnce(
                transactions,
                new RecordWriter(
                        transactions,
                        3_000,
                        DeliveryGuarantee.EXACTLY_ONCE,
                        errants,
                        AbsentServer.noTables(),
                        counters,
                        new LastRows("house-0", 1)),
                new DeadLetters(errants),
                context,
                store,
                claims,
                new PositionWatch(store, claims, new PositionLift(store, claims, time()), () -> 0, time()));
    }

    private Deadline in(Duration budget) {
        return Deadline.in(budget, time());
    }

    private Time time() {
        return new Time() {
            @Override
            public long nanoTime() {
                return clock.now();
            }

            @Override
            public void await(Duration wait) {
                clock.await(wait);
            }
        };
    }
}
