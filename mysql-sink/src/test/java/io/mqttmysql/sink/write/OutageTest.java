// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordMapper;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.testing.FakeSinkTaskContext;
import io.mqttmysql.sink.testing.ManualTime;
import io.mqttmysql.sink.testing.Options;
import io.mqttmysql.sink.testing.Rows;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the writer says to Connect while there is no server. */
class OutageTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);
    private static final RowShape SHAPE = Rows.insert("readings", "n");

    private final ManualTime clock = new ManualTime();
    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final List<List<Long>> mapped = new ArrayList<>();
    private SinkWriter writer;

    @BeforeEach
    void takeTwoPartitions() throws IOException {
        writer = writer("at_least_once");
        context.assign(A, B);
        writer.open(List.of(A, B));
    }

    @AfterEach
    void stop() {
        writer.close(context.assignment());
        writer.close();
    }

    @Test
    void holdsWhatItWasGivenAndReturns() {
        writer.write(List.of(Rows.record("a", 0, 10), Rows.record("b", 0, 20), Rows.record("a", 0, 11)));
        writer.write(List.of());

        assertThat(mapped).containsExactly(List.of(10L, 20L, 11L), List.of(10L, 20L, 11L));
        assertThat(context.paused()).containsExactlyInAnyOrder(A, B);
        assertThat(context.timeouts()).hasSize(2);
        assertThat(writer.committable(Map.of(A, position(12), B, position(21))))
                .isEqualTo(Map.of(A, position(10), B, position(20)));
        assertThat(writer.counters().outage().count()).isEqualTo(1);
    }

    @Test
    void writesWhatIsHeldBeforeWhatIsNewer() {
        writer.write(List.of(Rows.record("a", 0, 10)));
        writer.write(List.of(Rows.record("a", 0, 11)));

        assertThat(mapped).containsExactly(List.of(10L), List.of(10L, 11L));
    }

    @Test
    void exactlyOnceClaimsNothingThatIsHeld() throws IOException {
        SinkWriter exactlyOnce = writer("exactly_once");
        exactlyOnce.open(List.of(A, B));
        exactlyOnce.write(List.of(Rows.record("a", 0, 10)));

        assertThat(exactlyOnce.committable(Map.of(A, position(11)))).isEmpty();
        assertThat(context.paused()).containsExactlyInAnyOrder(A, B);
        exactlyOnce.close();
    }

    @Test
    void pausesAPartitionThatComesMeanwhile() {
        writer.write(List.of(Rows.record("a", 0, 10)));
        TopicPartition another = new TopicPartition("c", 0);
        context.assign(A, B, another);

        writer.open(List.of(another));

        assertThat(context.paused()).containsExactlyInAnyOrder(A, B, another);
    }

    @Test
    void endsWhenThePartitionsWentToAnotherTask() {
        writer.write(List.of(Rows.record("a", 0, 10)));
        clock.pass(Duration.ofSeconds(5));

        writer.close(List.of(A));
        clock.pass(Duration.ofHours(1));
        context.assign(B);
        writer.write(List.of());

        assertThat(writer.counters().outage().length()).isZero();
        assertThat(writer.counters().outage().total()).isEqualTo(Duration.ofSeconds(5));
        assertThat(context.paused()).isEmpty();
        assertThat(mapped).hasSize(1);
    }

    @Test
    void lastsWhileAPartitionIsLeftForWhichSomethingIsHeld() {
        writer.write(List.of(Rows.record("a", 0, 10), Rows.record("b", 0, 20)));

        writer.close(List.of(A));
        context.assign(B);
        writer.write(List.of());

        assertThat(writer.counters().outage().count()).isEqualTo(1);
        assertThat(context.paused()).containsExactly(B);
        assertThat(mapped).containsExactly(List.of(10L, 20L), List.of(20L));
    }

    /** Connect keeps it paused where it leaves and comes within one rebalance. */
    @Test
    void takesAPartitionThatLeftAndCameBackFromItsBeginning() {
        writer.write(List.of(Rows.record("a", 0, 10), Rows.record("a", 0, 11)));
        writer.close(List.of(A));
        writer.open(List.of(A));
        assertThat(context.paused()).isEmpty();

        writer.write(List.of(Rows.record("a", 0, 10)));

        assertThat(mapped).containsExactly(List.of(10L, 11L), List.of(10L));
    }

    @Test
    void isNotPutOnTheBillOfTheNextOne() {
        writer.write(List.of(Rows.record("a", 0, 10)));
        writer.close(List.of(A));
        clock.pass(Duration.ofMinutes(10));

        writer.write(List.of(Rows.record("b", 0, 20)));

        assertThat(context.paused()).contains(B);
        assertThat(writer.counters().outage().count()).isEqualTo(2);
    }

    @Test
    void letsKafkaForgetNothingWhenTheTaskFails() {
        writer.write(List.of(Rows.record("a", 0, 10)));
        clock.pass(Duration.ofMinutes(2));

        assertThatThrownBy(() -> writer.write(List.of())).isInstanceOf(ConnectException.class);

        assertThat(writer.committable(Map.of(A, position(11)))).isEqualTo(Map.of(A, position(10)));
    }

    private SinkWriter writer(String guarantee) throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new SinkWriter(
                    Options.of(
                            ConnectionOptions.URL,
                            "jdbc:mysql://127.0.0.1:" + socket.getLocalPort() + "/home",
                            ConnectionOptions.TIMEOUT,
                            "250",
                            "retry.timeout.ms",
                            "60000",
                            "delivery.guarantee",
                            guarantee),
                    mapper(),
                    context,
                    ErrantRecords.stopping(),
                    time());
        }
    }

    private RecordMapper mapper() {
        return (records, catalog, isOver) -> {
            mapped.add(records.stream().map(SinkRecord::originalKafkaOffset).toList());
            List<Row> rows = records.stream()
                    .map(record -> new Row(SHAPE, new Object[] {1L}, record, "test"))
                    .toList();
            return new MappedRecords(rows, List.of(), List.of());
        };
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

    private static OffsetAndMetadata position(long offset) {
        return new OffsetAndMetadata(offset);
    }
}
