// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.row.SkipReason;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.statement.Effects;
import io.mqttmysql.sink.statement.ParameterBinder;
import io.mqttmysql.sink.testing.Rows;
import io.mqttmysql.sink.write.RecordWriter.Written;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordCountsTest {
    private static final RowShape SHAPE = Rows.insert("history", "id");
    private static final SinkRecord BOTH = Rows.record("home", 0, 1);
    private static final SinkRecord ONE = Rows.record("home", 0, 2);
    private static final SinkRecord REFUSED = Rows.record("home", 0, 3);
    private static final SinkRecord NONE = Rows.record("home", 0, 4);

    private final RecordCounts counts = new RecordCounts();

    @Test
    void countsWhatIsStoredByStrategyAndWhatIsNotByReason() {
        MappedBatch batch = MappedBatch.of(
                List.of(BOTH, ONE, REFUSED, NONE),
                new MappedRecords(
                        List.of(row("a", BOTH), row("a", BOTH), row("b", BOTH), row("a", ONE), row("a", REFUSED)),
                        List.of(),
                        List.of(
                                new SkippedRecord(ONE, "noise", SkipReason.DISCARDED),
                                new SkippedRecord(NONE, "none", SkipReason.UNMATCHED),
                                new SkippedRecord(NONE, "rows", SkipReason.WITHOUT_ROWS))));
        RecordFailure failure = new RecordFailure(
                REFUSED, "a", Optional.of("history"), Optional.empty(), ErrantReason.DUPLICATE_KEY, "there");

        Written written = new Written(batch, List.of(failure), Optional.empty(), Optional.empty(), new Effects(3, 1))
                .passingOver(4);

        counts.settled(written);

        assertThat(written.rows()).isEqualTo(4);

        assertThat(counts.of("a").records().sum()).isEqualTo(2);
        assertThat(counts.of("a").rows().sum()).isEqualTo(3);
        assertThat(counts.of("a").bytes().sum()).isEqualTo(3 * ParameterBinder.size(row("a", ONE)));
        assertThat(counts.of("b").records().sum()).isEqualTo(1);
        assertThat(counts.of("noise").discarded().sum()).isEqualTo(1);
        assertThat(counts.unmatched().sum()).isEqualTo(1);
        assertThat(counts.withoutRows().sum()).isEqualTo(1);
        assertThat(counts.errant(ErrantReason.DUPLICATE_KEY).sum()).isEqualTo(1);
        assertThat(counts.errant(ErrantReason.VALUE).sum()).isZero();
        assertThat(counts.ignoredUpdates().sum()).isEqualTo(3);
        assertThat(counts.replays().sum()).isEqualTo(5);
    }

    private static Row row(String strategy, SinkRecord record) {
        return new Row(SHAPE, new Object[] {record.kafkaOffset()}, record, strategy);
    }
}
