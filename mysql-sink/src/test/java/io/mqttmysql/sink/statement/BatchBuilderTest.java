// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.testing.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBuilderTest {
    private static final RowShape NARROW = Rows.upsert("state", "id", "a");
    private static final RowShape WIDE = Rows.upsert("state", "id", "a", "b");
    private static final RowShape LOG = Rows.insert("log", "a");

    @Test
    void putsRowsOfOneShapeIntoOneBatch() {
        List<RowBatch> batches = BatchBuilder.build(List.of(row(NARROW, 1), row(LOG, 1), row(NARROW, 2), row(LOG, 2)));

        assertThat(batches).extracting(RowBatch::shape).containsExactly(NARROW, LOG);
        assertThat(batches).extracting(batch -> batch.rows().size()).containsExactly(2, 2);
    }

    @Test
    void mixesShapesAsLongAsTheirKeysDiffer() {
        List<RowBatch> batches = BatchBuilder.build(List.of(row(NARROW, 1), row(WIDE, 2), row(NARROW, 3)));

        assertThat(batches).extracting(RowBatch::shape).containsExactly(NARROW, WIDE);
    }

    @Test
    void beginsNewBatchesWhenAKeyComesBackInAnotherShape() {
        List<RowBatch> batches = BatchBuilder.build(List.of(row(NARROW, 1), row(WIDE, 1), row(NARROW, 1)));

        assertThat(batches).extracting(RowBatch::shape).containsExactly(NARROW, WIDE, NARROW);
    }

    /** Trailing zeros, far beyond 64 bits, an exponent that nobody writes out. */
    @ParameterizedTest
    @ValueSource(strings = {"12000000000000000000", "9223372036854775808", "1E+30", "1E+2147483647", "-1E+19", "1E-9"})
    void takesEveryNumberForAKey(BigDecimal key) {
        List<RowBatch> batches = BatchBuilder.build(List.of(
                Rows.row(NARROW, Rows.record("t", 0, 0), key, 1L),
                Rows.row(WIDE, Rows.record("t", 0, 1), key, 1L, 1L),
                Rows.row(WIDE, Rows.record("t", 0, 2), 2L, 1L, 1L)));

        assertThat(batches).extracting(RowBatch::shape).containsExactly(NARROW, WIDE);
    }

    @Test
    void mixesShapesOfRowsThatHaveNoKey() {
        RowShape other = Rows.insert("log", "a", "b");

        List<RowBatch> batches = BatchBuilder.build(List.of(row(LOG, 1), row(other, 1), row(LOG, 2), row(other, 2)));

        assertThat(batches).extracting(RowBatch::shape).containsExactly(LOG, other);
        assertThat(batches).extracting(batch -> batch.rows().size()).containsExactly(2, 2);
    }

    @Test
    void doesNotMixShapesWhoseKeysCannotBeCompared() {
        RowShape byName = Rows.upsert("state", "t_name", "id");

        List<RowBatch> batches = BatchBuilder.build(
                List.of(row(NARROW, 1), Rows.row(byName, Rows.record("t", 0, 1), "one", 1L), row(NARROW, 1)));

        assertThat(batches).extracting(RowBatch::shape).containsExactly(NARROW, byName, NARROW);
    }

    @Test
    void takesKeysForEqualThatMySqlMayTakeForEqual() {
        RowShape one = Rows.upsert("names", "t_name", "a");
        RowShape other = Rows.upsert("names", "t_name", "a", "b");

        List<RowBatch> batches = BatchBuilder.build(List.of(
                Rows.row(one, Rows.record("t", 0, 0), "Büro", 1L),
                Rows.row(other, Rows.record("t", 0, 1), "buro ", 1L, 2L),
                Rows.row(one, Rows.record("t", 0, 2), "BÜRO", 3L)));

        assertThat(batches).hasSize(3);
    }

    @Test
    void givesAnUpdateEachKeyOnce() {
        RowShape update = Rows.update("state", "id", "a");

        List<RowBatch> batches = BatchBuilder.build(
                List.of(row(update, 1), row(update, 2), row(update, 1), row(update, 3), row(update, 1)));

        assertThat(batches).extracting(batch -> batch.rows().size()).containsExactly(2, 2, 1);
    }

    @Test
    void keepsInsertUpdateAndDeleteOfOneKeyInOrder() {
        RowShape update = Rows.update("state", "id", "a");
        RowShape delete = Rows.delete("state", "id");

        List<RowBatch> batches = BatchBuilder.build(List.of(
                row(NARROW, 1), row(delete, 1), row(NARROW, 2), row(update, 1), row(update, 2), row(delete, 3)));

        assertThat(batches).extracting(RowBatch::shape).containsExactly(NARROW, delete, NARROW, update, delete);
    }

    @RepeatedTest(200)
    void keepsTheLastWriteOfEachKey(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<RowShape> shapes = List.of(
                NARROW,
                WIDE,
                Rows.insert("state", "a"),
                Rows.upsert("other", "id", "a"),
                Rows.update("state", "id", "a"),
                Rows.update("state", "id", "b"),
                Rows.delete("state", "id"),
                LOG);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < random.nextInt(60); i++) {
            rows.add(Rows.row(
                    shapes.get(random.nextInt(shapes.size())),
                    Rows.record("t", 0, i),
                    (long) random.nextInt(5),
                    (long) i,
                    0L));
        }

        List<RowBatch> batches = BatchBuilder.build(rows);
        List<Row> written =
                batches.stream().flatMap(batch -> batch.rows().stream()).toList();

        assertThat(written).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(writesPerKey(written)).isEqualTo(writesPerKey(rows));
        assertThat(batches)
                .filteredOn(batch -> batch.shape().operation().isUpdate())
                .allSatisfy(batch -> assertThat(batch.rows())
                        .extracting(row -> row.values()[0])
                        .doesNotHaveDuplicates());
    }

    private static Map<Object, List<Row>> writesPerKey(List<Row> rows) {
        Map<Object, List<Row>> writes = new HashMap<>();
        for (Row row : rows) {
            if (!row.shape().keyColumns().isEmpty()) {
                List<Object> key = List.of(row.shape().table(), row.values()[0]);
                writes.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
            }
        }
        return writes;
    }

    private static Row row(RowShape shape, long key) {
        return Rows.row(shape, Rows.record("t", 0, key), key, 0L, 0L);
    }
}
