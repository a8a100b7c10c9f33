// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.connection.ServerRun;
import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.testing.Rows;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LastRowsTest extends LastRowsUnderTest {
    @ParameterizedTest
    @EnumSource(names = {"INSERT", "UPSERT"})
    void whatWasSaidIsNotSaidAgain(RowOperation operation) {
        RowShape shape = shape(operation, EACH);

        assertThat(written(row(shape, "a", 1), row(shape, "a", 1), row(shape, "b", 1)))
                .containsExactly("a=1", "b=1");
        assertThat(written(row(shape, "a", 1), row(shape, "a", 2), row(shape, "a", 1)))
                .containsExactly("a=2", "a=1");
        assertThat(written(row(shape, "a", null), row(shape, "a", null))).containsExactly("a=null");
    }

    @Test
    void whatEachTransactionBeganWithIsCompared() {
        RowShape shape = shape(RowOperation.UPSERT, EACH);

        begin();
        rows.mark();
        List<Row> first = changed(row(shape, "a", 1));
        rows.mark();
        changed(row(shape, "b", 1));
        rows.rollBackToMark();
        List<Row> again = changed(row(shape, "a", 1), row(shape, "b", 1));
        rows.committed();

        assertThat(text(first)).containsExactly("a=1");
        assertThat(text(again)).containsExactly("b=1");
    }

    @Test
    void aKeyThatWasTouchedSinceTheMarkIsForgottenWhole() {
        RowShape shape = shape(RowOperation.UPSERT, EACH);
        written(row(shape, "a", 1));

        begin();
        rows.mark();
        changed(row(shape, "a", 2));
        rows.rollBackToMark();
        List<Row> again = changed(row(shape, "a", 1));

        assertThat(text(again)).containsExactly("a=1");
    }

    @Test
    void whatCameToNothingIsForgotten() {
        RowShape shape = shape(RowOperation.UPSERT, EACH);
        written(row(shape, "a", 1));

        begin();
        changed(row(shape, "b", 1));

        assertThat(written(row(shape, "b", 1), row(shape, "a", 1))).containsExactly("b=1", "a=1");
    }

    @Test
    void anotherServerOrOneThatStartedAgainMayHaveLostSomething() {
        RowShape shape = shape(RowOperation.UPSERT, EACH);
        written(row(shape, "a", 1));
        for (ServerRun next :
                List.of(new ServerRun("db2 3306 2", 1_000), new ServerRun("db2 3306 2", 1_010), new ServerRun("", 0))) {
            run = next;

            assertThat(written(row(shape, "a", 1))).containsExactly("a=1");
            assertThat(written(row(shape, "a", 1))).isEmpty();
        }
        run = new ServerRun("", 0);
        assertThat(written(row(shape, "a", 1))).containsExactly("a=1");
    }

    /** Seconds are rounded, and some pass between two questions. */
    @Test
    void theSameRunHasLostNothing() {
        RowShape shape = shape(RowOperation.UPSERT, EACH);
        run = new ServerRun("db1 3306 1", 1_000);
        written(row(shape, "a", 1));
        run = new ServerRun("db1 3306 1", 1_001);

        assertThat(written(row(shape, "a", 1))).isEmpty();
    }

    /** Where no strategy has the rule, it costs no statement. */
    @Test
    void theServerIsAskedOnceInATransactionThatMayLeaveSomethingOut() {
        AtomicLong questions = new AtomicLong();
        RowShape shape = shape(RowOperation.UPSERT, EACH);
        RowShape other = new RowShape(shape.table(), RowOperation.UPSERT, shape.columns(), shape.keyColumns());
        rows.begin(() -> {
            questions.incrementAndGet();
            return run;
        });

        changed(row(other, "a", 1));
        assertThat(questions).hasValue(0);
        changed(row(shape, "a", 1));
        changed(row(shape, "b", 1));
        assertThat(questions).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 10.5", "0.5, 9.5", "0, 10.0"})
    void withinItsDeadbandANumberIsTheSame(BigDecimal deadband, BigDecimal next) {
        RowShape shape = shape(RowOperation.UPSERT, rule(Map.of("v", deadband)));
        written(row(shape, "a", new BigDecimal("10")));

        assertThat(written(row(shape, "a", next))).isEmpty();
    }

    /** It is compared with what was written, not with what was left out: slow drift is seen. */
    @Test
    void driftIsAChangeOnceItIsLargeEnough() {
        RowShape shape = shape(RowOperation.INSERT, rule(Map.of("v", new BigDecimal("0.1"))));

        assertThat(written(row(shape, "a", 20.1), row(shape, "a", 20.2), row(shape, "a", 20.3), row(shape, "a", 20.4)))
                .containsExactly("a=20.1", "a=20.3");
        assertThat(written(row(shape, "a", null), row(shape, "a", 20.3))).containsExactly("a=null", "a=20.3");
    }

    @Test
    void aColumnThatDoesNotCountMakesNoChange() {
        RowShape shape = shape(RowOperation.UPSERT, new ChangeRule(Map.of(), Set.of("v"), Optional.empty()));

        assertThat(written(row(shape, "a", 1), row(shape, "a", 2))).containsExactly("a=1");
    }

    @ParameterizedTest
    @CsvSource({"60000, a=1", "59999, ''", "-60000, a=1", "-1, ''"})
    void theHeartbeatIsTheRecordsTime(long later, String expected) {
        RowShape shape =
                shape(RowOperation.INSERT, new ChangeRule(Map.of(), Set.of(), Optional.of(Duration.ofMinutes(1))));
        now = 100_000;
        written(row(shape, "a", 1));

        now += later;

        assertThat(String.join(",", written(row(shape, "a", 1)))).isEqualTo(expected);
    }

    /** Of several topics that fill one row each brings its column. */
    @Test
    void columnsThatARowLeavesOutKeepWhatTheyHad() {
        Column key = Rows.column("t_key", ColumnType.VARCHAR);
        RowShape left = shape(RowOperation.UPSERT, EACH, key, Rows.column("v", ColumnType.BIGINT));
        RowShape right = shape(RowOperation.UPSERT, EACH, key, Rows.column("w", ColumnType.BIGINT));

        assertThat(written(row(left, "a", 1), row(right, "a", 5), row(left, "a", 1), row(right, "a", 5)))
                .containsExactly("a=1", "a=5");
        assertThat(written(row(right, "a", 6), row(left, "a", 1))).containsExactly("a=6");
    }

    /** The value that is compared is one of the column as it was. */
    @Test
    void aColumnThatWasAlteredIsAnother() {
        Column key = Rows.column("t_key", ColumnType.VARCHAR);
        RowShape before = shape(RowOperation.UPSERT, EACH, key, Rows.column("v", ColumnType.BIGINT));
        RowShape after = shape(RowOperation.UPSERT, EACH, key, Rows.column("v", ColumnType.DECIMAL));

        assertThat(written(row(before, "a", 1), row(after, "a", 1), row(after, "a", 1)))
                .containsExactly("a=1", "a=1");
    }

    /** It gets its default. */
    @Test
    void inAHistoryAColumnThatIsLeftOutIsAnotherThanAny() {
        Column key = Rows.column("t_key", ColumnType.VARCHAR);
        Column v = Rows.column("v", ColumnType.BIGINT);
        RowShape both = shape(RowOperation.INSERT, EACH, key, v, Rows.column("w", ColumnType.BIGINT));
        RowShape one = shape(RowOperation.INSERT, EACH, key, v);

        assertThat(written(row(both, "a", 1, 7), row(one, "a", 1), row(both, "a", 1, 7), row(both, "a", 1, 7)))
                .containsExactly("a=1", "a=1", "a=1");
        assertThat(written(row(one, "a", 1), row(one, "a", 1), row(both, "a", 1, null)))
                .containsExactly("a=1", "a=1");
    }

    /** ALTER TABLE there and back again. */
    @Test
    void noValueOfBeforeAnAlterationIsOneOfNow() {
        Column key = Rows.column("t_key", ColumnType.VARCHAR);
        RowShape whole = shape(RowOperation.UPSERT, EACH, key, Rows.column("v", ColumnType.BIGINT));
        RowShape decimal = shape(RowOperation.UPSERT, EACH, key, Rows.column("v", ColumnType.DECIMAL));
        RowShape again = shape(RowOperation.UPSERT, EACH, key, Rows.column("v", ColumnType.BIGINT));

        assertThat(written(row(whole, "a", 1), row(decimal, "a", 2), row(again, "a", 1), row(whole, "a", 1)))
                .containsExactly("a=1", "a=2", "a=1");
    }

    @Test
    void ofTooManyKeysTheEldestIsForgotten() {
        RowShape shape = shape(RowOperation.INSERT, EACH);
        written(row(shape, "a", 1), row(shape, "b", 1), row(shape, "c", 1), row(shape, "a", 1), row(shape, "d", 1));

        assertThat(rows.size()).isEqualTo(3);
        assertThat(written(row(shape, "a", 1), row(shape, "c", 1), row(shape, "d", 1)))
                .isEmpty();
        assertThat(written(row(shape, "b", 1))).containsExactly("b=1");
    }

    /** Whatever is forgotten, and whatever shapes records make. */
    @Test
    void onlyKeysThatCountAreKept() {
        RowShape shape = shape(RowOperation.UPSERT, EACH);
        for (int i = 0; i < 10; i++) {
            written(row(shape, "a", i), row(shape, "ø", i), row(shape, "b", i));
        }
        assertThat(rows.size()).isEqualTo(1);

        Column key = Rows.column("t_key", ColumnType.VARCHAR);
        for (int i = 0; i < 3_000; i++) {
            RowShape another = shape(RowOperation.UPSERT, EACH, key, Rows.column("v" + i % 7, ColumnType.BIGINT));
            written(row(another, "k" + i % 5, i));
            assertThat(rows.size()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void longTextsAreComparedToTheLastCharacter() {
        RowShape shape = shape(RowOperation.INSERT, EACH);
        String text = "x".repeat(5_000);

        assertThat(written(row(shape, "a", text), row(shape, "a", text + "y"), row(shape, "a", text + "y")))
                .hasSize(2);
    }
}
