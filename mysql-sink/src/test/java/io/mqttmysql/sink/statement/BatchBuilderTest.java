// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Of the second shape's rows none may come before or after its own key by another name. */
    @ParameterizedTest
    @CsvSource({
        "utf8mb4_0900_ai_ci, o, ø, 3",
        "utf8mb4_general_ci, strasse, straße, 3",
        "utf8mb4_lt_0900_ai_ci, y, i, 3",
        "utf8mb4_0900_ai_ci, o, p, 2",
        "utf8mb4_0900_bin, ö, ø, 2"
    })
    void keepsTheOrderOfKeysThatACollationMayTakeForOne(String collation, String one, String other, int batches) {
        Column name = new Column(
                "name",
                ColumnType.VARCHAR,
                "varchar(20)",
                Column.Extent.NONE,
                false,
                Column.Filling.BY_THE_ROW,
                Optional.of(new Column.Collation("utf8mb4", collation)));
        Column v = Rows.column("v", ColumnType.BIGINT);
        Column w = Rows.column("w", ColumnType.BIGINT);
        RowShape narrow = new RowShape(TableId.of("t"), RowOperation.UPSERT, List.of(name, v), List.of("name"));
        RowShape wide = new RowShape(TableId.of("t"), RowOperation.UPSERT, List.of(name, v, w), List.of("name"));

        assertThat(BatchBuilder.build(List.of(
                        Rows.row(narrow, Rows.record("t", 0, 0), one, 1L),
                        Rows.row(wide, Rows.record("t", 0, 1), other, 2L, 1L),
                        Rows.row(narrow, Rows.record("t", 0, 2), one, 3L))))
                .hasSize(batches);
    }

    static Stream<Arguments> sameKeys() {
        return Stream.of(
                Arguments.of(ColumnType.BINARY, new byte[] {1}, new byte[] {1, 0, 0}),
                Arguments.of(ColumnType.FLOAT, 0.1, 0.10000000001),
                Arguments.of(ColumnType.DOUBLE, 0.0, -0.0),
                Arguments.of(ColumnType.SET, "a,b", "b,a"));
    }

    @ParameterizedTest
    @MethodSource("sameKeys")
    void takesValuesForEqualThatTheirColumnStoresAsOne(ColumnType type, Object one, Object other) {
        Column key = Rows.column("k", type);
        RowShape update = new RowShape(
                TableId.of("t"), RowOperation.UPDATE, List.of(key, Rows.column("v", ColumnType.BIGINT)), List.of("k"));

        assertThat(BatchBuilder.build(List.of(
                        Rows.row(update, Rows.record("t", 0, 0), one, 1L),
                        Rows.row(update, Rows.record("t", 0, 1), other, 2L))))
                .hasSize(2);
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
