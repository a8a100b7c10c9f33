// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.row.SkipReason;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.statement.ParameterBinder;
import io.mqttmysql.sink.statement.RecordRows;
import io.mqttmysql.sink.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TransactionSplitTest {
    private static final RowShape SHAPE = Rows.insert("log", "t_text");
    private static final long ROW = ParameterBinder.size(Rows.row(SHAPE, Rows.record("t", 0, 0), "x"));

    @Test
    void leavesWhatMakesNoRowWithItsRecord() {
        List<SinkRecord> records = List.of(Rows.record("home", 0, 1), Rows.record("home", 0, 2));
        List<SkippedRecord> skipped = List.of(
                new SkippedRecord(records.get(0), "a", SkipReason.DISCARDED),
                new SkippedRecord(records.get(0), "b", SkipReason.WITHOUT_ROWS),
                new SkippedRecord(records.get(1), "a", SkipReason.DISCARDED));
        MappedBatch batch = MappedBatch.of(records, new MappedRecords(List.of(), List.of(), skipped));
        TransactionSplit split = new TransactionSplit(1_000);
        split.refused(batch);
        split.refused(batch);

        assertThat(split.parts(batch))
                .extracting(MappedBatch::skipped)
                .containsExactly(skipped.subList(0, 2), skipped.subList(2, 3));
    }

    @Test
    void halvesWhatThereWasNoTimeForAtOnce() {
        TransactionSplit split = new TransactionSplit(10 * ROW);
        split.halve(batch(9, 1));

        assertThat(split.parts(batch(9, 1)))
                .extracting(part -> part.delivered().size())
                .containsExactly(4, 4, 1);

        split.halve(batch(1, 1));
        assertThat(split.parts(batch(2, 1))).hasSize(2);
    }

    @Test
    void leavesADeliveryThatFitsAsItIs() {
        MappedBatch batch = batch(10, 1);

        assertThat(new TransactionSplit(10 * ROW).parts(batch)).containsExactly(batch);
    }

    @Test
    void cutsBetweenRecordsWhereTheBytesAreOver() {
        assertThat(new TransactionSplit(4 * ROW).parts(batch(10, 1)))
                .extracting(part -> part.delivered().size())
                .containsExactly(4, 4, 2);
        assertThat(new TransactionSplit(3 * ROW).parts(batch(4, 2)))
                .extracting(part -> part.delivered().size())
                .as("a record's rows stay together")
                .containsExactly(1, 1, 1, 1);
        assertThat(new TransactionSplit(1).parts(batch(3, 1)))
                .extracting(part -> part.delivered().size())
                .as("a record that is too large goes alone")
                .containsExactly(1, 1, 1);
    }

    @Test
    void halvesWhatTheServerRefusesTwiceAndGrowsAgain() {
        TransactionSplit split = new TransactionSplit(Long.MAX_VALUE);
        MappedBatch batch = batch(100, 1);

        split.refused(batch);
        assertThat(split.parts(batch)).hasSize(1);

        split.refused(batch);
        assertThat(split.parts(batch))
                .extracting(part -> part.delivered().size())
                .containsExactly(50, 50);

        split.refused(split.parts(batch).get(0));
        assertThat(split.parts(batch)).hasSize(4);

        split.passed();
        assertThat(split.parts(batch)).hasSize(2);
        split.passed();
        assertThat(split.parts(batch)).hasSize(1);
        for (int delivery = 0; delivery < 100; delivery++) {
            split.passed();
        }
        split.refused(batch);
        assertThat(split.parts(batch)).as("once may be chance again").hasSize(1);
    }

    @Test
    void neverMakesLessThanOneRecord() {
        TransactionSplit split = new TransactionSplit(Long.MAX_VALUE);
        split.refused(batch(1, 1));
        split.refused(batch(1, 1));

        assertThat(split.parts(batch(2, 1))).hasSize(2);
    }

    @RepeatedTest(50)
    void losesAndReordersNothing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<SinkRecord> records = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<RecordFailure> failures = new ArrayList<>();
        for (int offset = 0; offset < random.nextInt(100); offset++) {
            SinkRecord record = Rows.record("t", offset % 3, offset);
            records.add(record);
            int kind = random.nextInt(4);
            if (kind == 0) {
                failures.add(new RecordFailure(record, "test", Optional.empty(), Optional.empty(), "bad"));
            }
            for (int row = 0; row < kind - 1; row++) {
                rows.add(Rows.row(SHAPE, record, "x".repeat(random.nextInt(100))));
            }
        }
        MappedBatch batch = MappedBatch.of(records, new MappedRecords(rows, failures, List.of()));

        List<MappedBatch> parts = new TransactionSplit(1 + random.nextInt(2_000)).parts(batch);

        assertThat(parts.stream().flatMap(part -> part.delivered().stream())).containsExactlyElementsOf(records);
        assertThat(parts.stream().flatMap(part -> part.stored().stream())).containsExactlyElementsOf(batch.stored());
        assertThat(parts.stream().flatMap(part -> part.failures().stream())).containsExactlyElementsOf(failures);
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.delivered())
                        .containsAll(
                                part.stored().stream().map(RecordRows::record).toList())
                        .containsAll(part.failures().stream()
                                .map(RecordFailure::record)
                                .toList()));
    }

    private static MappedBatch batch(int records, int rowsEach) {
        List<SinkRecord> delivered = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int offset = 0; offset < records; offset++) {
            SinkRecord record = Rows.record("t", 0, offset);
            delivered.add(record);
            for (int row = 0; row < rowsEach; row++) {
                rows.add(Rows.row(SHAPE, record, "x"));
            }
        }
        return MappedBatch.of(delivered, new MappedRecords(rows, List.of(), List.of()));
    }
}
