// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other rows of the same table: of other strategies, and of keys that may be one. */
class LastRowsOfOthersTest extends LastRowsUnderTest {
    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "UPDATE", "DELETE", "INSERT_IF_ABSENT"})
    void othersMayHaveChangedTheRowOfTheKey(RowOperation other) {
        RowShape mine = shape(RowOperation.UPSERT, EACH);
        RowShape theirs = new RowShape(mine.table(), other, mine.columns(), mine.keyColumns());
        written(row(mine, "a", 1), row(mine, "b", 1));

        assertThat(written(row(theirs, "a", 2), row(mine, "a", 1), row(mine, "b", 1)))
                .containsExactly("a=2", "a=1");
    }

    @Test
    void withAnotherKeyOthersMayHaveChangedAnyRow() {
        RowShape mine = shape(RowOperation.UPSERT, EACH);
        RowShape theirs = new RowShape(TableId.of("T"), RowOperation.UPDATE, mine.columns(), List.of("v"));
        written(row(mine, "a", 1), row(mine, "b", 1));

        assertThat(written(row(theirs, "c", 1), row(mine, "a", 1), row(mine, "b", 1)))
                .containsExactly("c=1", "a=1", "b=1");
    }

    /** By another unique index, which only they write: the row that they change may be any. */
    @Test
    void withAnotherIndexOthersMayHaveChangedAnyRow() {
        RowShape mine = shape(RowOperation.UPSERT, EACH);
        RowShape theirs = new RowShape(mine.table(), RowOperation.UPSERT, mine.columns(), mine.keyColumns());
        Row met = row(theirs, "c", 1);
        meetOthers.add(met);
        written(row(mine, "a", 1), row(mine, "b", 1));

        assertThat(written(met, row(mine, "a", 1), row(mine, "b", 1))).containsExactly("c=1", "a=1", "b=1");
    }

    /** With a key of their own or none: the last row of a key may be theirs. */
    @Test
    void inAHistoryTheLastRowMayBeThatOfOthers() {
        RowShape mine = shape(RowOperation.INSERT, EACH);
        for (List<String> key : List.of(List.<String>of(), List.of("v"), List.of("v", "t_key"))) {
            RowShape theirs = new RowShape(mine.table(), RowOperation.INSERT, mine.columns(), key);
            written(row(mine, "a", 1));

            assertThat(written(row(theirs, "a", 2), row(mine, "a", 1))).containsExactly("a=2", "a=1");
        }
    }

    /** Perhaps one, perhaps two: neither says anything of the other. */
    @Test
    void tablesOfOneNameAreTwo() {
        RowShape here = shape(RowOperation.UPSERT, EACH);
        for (TableId id : List.of(TableId.of("other", "t"), TableId.of("T"))) {
            RowShape there = new RowShape(
                    id,
                    here.operation(),
                    here.columns(),
                    here.keyColumns(),
                    Optional.empty(),
                    here.columns(),
                    here.changes());
            rows.forgetAll();

            assertThat(written(row(here, "a", 1), row(there, "a", 1), row(here, "a", 1)))
                    .containsExactly("a=1", "a=1", "a=1");
        }
    }

    /** The server may tell them apart or not: one stands in the other's way. */
    @Test
    void keysThatTheServerMayTakeForOneAreNeverLeftOut() {
        RowShape shape = shape(RowOperation.UPSERT, EACH);

        assertThat(written(row(shape, "a", 1), row(shape, "A", 1), row(shape, "a", 1)))
                .containsExactly("a=1", "A=1", "a=1");
        assertThat(written(row(shape, "b", 1), row(shape, "ø", 1), row(shape, "ø", 1), row(shape, "b", 1)))
                .containsExactly("b=1", "ø=1", "ø=1", "b=1");
    }

    @Test
    void rowsThatAreOnlyAddedAreComparedByTheKeyAsItIs() {
        RowShape shape = shape(RowOperation.INSERT, EACH);

        assertThat(written(row(shape, "ø", 1), row(shape, "ø", 1), row(shape, "o", 1), row(shape, "ø", 1)))
                .containsExactly("ø=1", "o=1");
    }

    /** The eldest of many tables may have nothing left that could be forgotten. */
    @Test
    void ofTooManyKeysTheEldestOfAllTablesIsForgotten() {
        List<RowShape> shapes = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            RowShape shape = shape(RowOperation.UPSERT, EACH);
            shapes.add(new RowShape(
                    TableId.of(name),
                    shape.operation(),
                    shape.columns(),
                    shape.keyColumns(),
                    Optional.empty(),
                    shape.columns(),
                    shape.changes()));
        }
        RowShape deletion = new RowShape(
                TableId.of("first"),
                RowOperation.DELETE,
                shapes.get(0).columns(),
                shapes.get(0).keyColumns());

        written(row(shapes.get(0), "a", 1), row(deletion, "a", 1));
        written(row(shapes.get(1), "a", 1), row(shapes.get(2), "a", 1), row(shapes.get(2), "b", 1));
        assertThat(rows.size()).isEqualTo(3);
        written(row(shapes.get(2), "c", 1));

        assertThat(rows.size()).isEqualTo(3);
        assertThat(written(row(shapes.get(2), "a", 1), row(shapes.get(2), "b", 1), row(shapes.get(2), "c", 1)))
                .isEmpty();
        assertThat(written(row(shapes.get(1), "a", 1))).containsExactly("a=1");
    }
}
