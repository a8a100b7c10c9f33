// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.testing.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RecordIsolatorTest {
    private static final RowShape SHAPE = Rows.insert("log", "a");

    @Test
    void sendsGoodRecordsAsOneGroup() throws SQLException {
        FakeStore store = new FakeStore(Set.of(), true);

        assertThat(isolator(store, 3_000).storeAll()).isEmpty();
        assertThat(store.groups).isEqualTo(1);
    }

    @RepeatedTest(100)
    void storesAllButTheBadOnesOnceAndInOrder(RepetitionInfo repetition) throws SQLException {
        Random random = new Random(repetition.getCurrentRepetition());
        int count = 1 + random.nextInt(200);
        Set<Long> bad = random.longs(random.nextInt(20), 0, count).boxed().collect(Collectors.toSet());
        FakeStore store = new FakeStore(bad, random.nextBoolean());

        List<RecordFailure> failures = isolator(store, count).storeAll();

        assertThat(failures).extracting(f -> f.record().kafkaOffset()).containsExactlyElementsOf(sorted(bad));
        assertThat(store.stored)
                .containsExactlyElementsOf(LongStream.range(0, count)
                        .boxed()
                        .filter(offset -> !bad.contains(offset))
                        .toList());
    }

    @Test
    void findsOneBadRecordInFewStatementsByTheServersHint() throws SQLException {
        FakeStore store = new FakeStore(Set.of(1_234L), true);

        isolator(store, 3_000).storeAll();

        assertThat(store.groups).isLessThan(8);
    }

    @Test
    void doesNotSendTheRestAgainForEachOfManyBadRecords() throws SQLException {
        Set<Long> all = LongStream.range(0, 3_000).boxed().collect(Collectors.toSet());
        FakeStore store = new FakeStore(all, true);

        assertThat(isolator(store, 3_000).storeAll()).hasSize(3_000);
        assertThat(store.rowsSent).isLessThan(20_000);
    }

    @Test
    void stopsBeforeTheFirstBadRecord() throws SQLException {
        FakeStore store = new FakeStore(Set.of(40L, 70L), false);

        Optional<RecordFailure> failure = isolator(store, 100).storeUntilFailure();

        assertThat(failure).map(f -> f.record().kafkaOffset()).contains(40L);
        assertThat(store.stored).hasSize(40);
    }

    @Test
    void leavesOtherFailuresToTheTransaction() {
        FakeStore store = new FakeStore(Set.of(), true);
        store.outage = new SQLException("gone", "08S01");

        assertThatThrownBy(() -> isolator(store, 3).storeAll()).isSameAs(store.outage);
    }

    @Test
    void takesAFailureThatNobodyKnowsForThatOfTheRecordThatAloneProvokesIt() throws SQLException {
        FakeStore store = new FakeStore(Set.of(40L), false);
        store.unknown = new SQLException("odd", "HY000", 7777);

        assertThat(isolator(store, 100).storeAll())
                .extracting(f -> f.record().kafkaOffset())
                .containsExactly(40L);
        assertThat(store.stored).hasSize(99);
    }

    @Test
    void takesAFailureThatNobodyKnowsForTheServersWhereAllRecordsProvokeIt() {
        FakeStore store = new FakeStore(Set.of(0L, 1L, 2L), false);
        store.unknown = new SQLException("odd", "HY000", 7777);

        assertThatThrownBy(() -> isolator(store, 3).storeAll()).isSameAs(store.unknown);
    }

    @Test
    void doesNotEndADeliveryForAFailureThatNobodyKnows() {
        FakeStore store = new FakeStore(Set.of(1L), false);
        store.unknown = new SQLException("odd", "HY000", 7777);

        assertThatThrownBy(() -> isolator(store, 3).storeUntilFailure()).isSameAs(store.unknown);
    }

    /** Each group takes a second. */
    @Test
    void stopsBehindWhatIsDoneWhenTheTimeIsOver() throws SQLException {
        Set<Long> bad = Set.of(10L, 20L, 30L, 40L, 50L);
        FakeStore store = new FakeStore(bad, true);
        RecordIsolator isolator = new RecordIsolator(store, records(100), () -> store.groups >= 9);

        List<RecordFailure> failures = isolator.storeAll();

        long next = isolator.next().orElseThrow().record().kafkaOffset();
        assertThat(store.groups).isEqualTo(9);
        assertThat(next).isBetween(11L, 50L);
        assertThat(failures)
                .hasSize((int) bad.stream().filter(offset -> offset < next).count());
        assertThat(store.stored)
                .containsExactlyElementsOf(LongStream.range(0, next)
                        .boxed()
                        .filter(offset -> !bad.contains(offset))
                        .toList());
    }

    @Test
    void stopsBeforeAGroupThatThereIsNoTimeFor() throws SQLException {
        FakeStore store = new FakeStore(Set.of(40L), true);
        store.mostGroups = 3;
        RecordIsolator isolator = isolator(store, 100);

        assertThat(isolator.storeAll()).isEmpty();

        assertThat(isolator.next().orElseThrow().record().kafkaOffset()).isEqualTo(40);
        assertThat(store.stored).hasSize(40);
    }

    @Test
    void saysWhenNothingIsDoneBeforeTheTimeIsOver() {
        FakeStore store = new FakeStore(Set.of(0L), false);
        store.mostGroups = 3;
        RecordIsolator isolator = new RecordIsolator(store, records(100), () -> true);

        assertThatThrownBy(isolator::storeAll)
                .isInstanceOf(OutOfTime.class)
                .hasMessageStartingWith("put.budget.ms was not enough");

        assertThat(store.groups).isEqualTo(3);
    }

    @Test
    void triesTheFirstGroupWhateverTheTime() throws SQLException {
        FakeStore store = new FakeStore(Set.of(), true);
        RecordIsolator isolator = new RecordIsolator(store, records(100), () -> true);

        assertThat(isolator.storeAll()).isEmpty();

        assertThat(isolator.next()).isEmpty();
        assertThat(store.stored).hasSize(100);
    }

    /** However little time there is, a bad record is named when it comes alone. */
    @Test
    void namesASingleRecordWhateverTheTime() throws SQLException {
        RecordIsolator isolator = new RecordIsolator(new FakeStore(Set.of(0L), false), records(1), () -> true);

        assertThat(isolator.storeAll()).hasSize(1);
    }

    private static RecordIsolator isolator(RecordStore store, int count) {
        return new RecordIsolator(store, records(count), () -> false);
    }

    private static List<Long> sorted(Set<Long> offsets) {
        return offsets.stream().sorted().toList();
    }

    private static List<RecordRows> records(int count) {
        return LongStream.range(0, count)
                .mapToObj(offset -> Rows.record("t", 0, offset))
                .map(record -> new RecordRows(record, List.of(Rows.row(SHAPE, record, record.kafkaOffset()))))
                .toList();
    }

    /** Refuses some offsets, as a table would; with or without naming the row. */
    private static final class FakeStore implements RecordStore {
        private final Set<Long> bad;
        private final boolean names;
        private final List<Long> stored = new ArrayList<>();
        private int mark;
        private int groups;
        private int mostGroups = Integer.MAX_VALUE;
        private long rowsSent;
        private SQLException outage;
        private SQLException unknown;

        FakeStore(Set<Long> bad, boolean names) {
            this.bad = bad;
            this.names = names;
        }

        @Override
        public void mark() {
            mark = stored.size();
        }

        @Override
        public void rollBackToMark() {
            stored.subList(mark, stored.size()).clear();
        }

        @Override
        public void write(List<RecordRows> records) throws SQLException {
            if (outage != null) {
                throw outage;
            }
            if (groups == mostGroups) {
                throw new OutOfTime("to write");
            }
            groups++;
            rowsSent += records.size();
            for (int i = 0; i < records.size(); i++) {
                long offset = records.get(i).record().kafkaOffset();
                if (bad.contains(offset)) {
                    String place = names ? " for column 'a' at row " + (i + 1) : "";
                    throw new StatementRefused(
                            new SQLException("Data too long" + place, "22001", 1406),
                            records.stream().flatMap(r -> r.rows().stream()).toList());
                }
                stored.add(offset);
            }
        }

        @Override
        public boolean standsAlone(RecordRows record) {
            return false;
        }

        @Override
        public Optional<RecordFailure> writeAlone(RecordRows record) throws SQLException {
            try {
                write(List.of(record));
                return Optional.empty();
            } catch (StatementRefused e) {
                return Optional.of(
                        new RecordFailure(record.record(), "test", Optional.empty(), Optional.empty(), "too long"));
            }
        }

        @Override
        public void requireKnown() throws SQLException {
            if (unknown != null) {
                throw unknown;
            }
        }

        @Override
        public boolean isAboutRecords(SQLException failure) {
            return failure instanceof StatementRefused;
        }
    }
}
