// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.row.RecordFailure;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Stores what can be stored and names what cannot, inside one transaction and in order.
 *
 * <p>All records are tried as one group. A group that fails is undone; then the server's row number says where to cut
 * (the records before it, the suspect alone), or, without one, half of the group comes next. Groups grow again while
 * they pass and shrink while they fail, so that one bad record costs a few statements and a thousand do not cost a
 * million.
 *
 * <p>When the time is over it stops behind what is done: that can be stored, and the rest comes in another transaction.
 */
public final class RecordIsolator {
    private final RecordStore store;
    private final List<RecordRows> records;
    private final BooleanSupplier isOver;

    // where it stands
    private final List<RecordFailure> failures = new ArrayList<>();
    private final Deque<Integer> planned = new ArrayDeque<>();
    private int position;
    private int limit;
    private boolean isStopped;

    /** @param isOver whether the time is over; asked between two groups as soon as something is done */
    public RecordIsolator(RecordStore store, List<RecordRows> records, BooleanSupplier isOver) {
        this.store = store;
        this.records = records;
        this.isOver = isOver;
        this.limit = records.size();
    }

    /** Passes over bad records. */
    public List<RecordFailure> storeAll() throws SQLException {
        while (next().isPresent() && !isStopped) {
            advance();
        }
        if (records.size() > 1 && failures.size() == records.size()) {
            store.requireKnown();
        }
        return failures;
    }

    /**
     * Stops at the first bad record; those before it are stored, none after it. A failure that nobody knows is thrown:
     * whether it is this record's, only those after it could show.
     */
    public Optional<RecordFailure> storeUntilFailure() throws SQLException {
        while (next().isPresent() && !isStopped && failures.isEmpty()) {
            advance();
        }
        if (!failures.isEmpty()) {
            store.requireKnown();
        }
        return failures.stream().findFirst();
    }

    /** The first of those that are not dealt with: the time was over before it. */
    public Optional<RecordRows> next() {
        return position < records.size() ? Optional.of(records.get(position)) : Optional.empty();
    }

    /**
     * One group. What is done before the time is over stays.
     *
     * @throws OutOfTime when there is no time for its statements and nothing is done
     */
    private void advance() throws SQLException {
        try {
            step();
            isStopped = position > 0 && isOver.getAsBoolean();
        } catch (OutOfTime e) {
            if (position == 0) {
                throw e;
            }
            store.rollBackToMark();
            isStopped = true;
        }
    }

    private void step() throws SQLException {
        if (store.standsAlone(records.get(position))) {
            store.mark();
            alone(records.get(position));
            return;
        }
        boolean isPlanned = !planned.isEmpty();
        int size = together(isPlanned ? planned.remove() : limit);
        List<RecordRows> group = records.subList(position, position + size);
        store.mark();
        try {
            store.write(group);
            position += size;
            limit = isPlanned ? limit : Math.min(records.size(), limit * 2);
        } catch (OutOfTime e) {
            throw e;
        } catch (SQLException e) {
            if (!store.isAboutRecords(e)) {
                throw e;
            }
            store.rollBackToMark();
            divide(group, e);
        }
    }

    /** How many of the next records, at most so many, may be one group. */
    private int together(int most) {
        int end = position + 1;
        while (end < records.size() && end - position < most && !store.standsAlone(records.get(end))) {
            end++;
        }
        return end - position;
    }

    private void divide(List<RecordRows> group, SQLException failure) throws SQLException {
        if (group.size() == 1) {
            alone(group.get(0));
            return;
        }
        limit = Math.max(1, group.size() / 2);
        planned.clear();
        suspect(group, failure).ifPresent(index -> {
            if (index > 0) {
                planned.add(index);
            }
            planned.add(1);
        });
    }

    private static Optional<Integer> suspect(List<RecordRows> group, SQLException failure) {
        if (!(failure instanceof StatementRefused refused)) {
            return Optional.empty();
        }
        return refused.suspect().map(row -> {
            int index = 0;
            while (index < group.size() && group.get(index).record() != row.record()) {
                index++;
            }
            return index < group.size() ? index : 0;
        });
    }

    private void alone(RecordRows record) throws SQLException {
        Optional<RecordFailure> failure = store.writeAlone(record);
        if (failure.isPresent()) {
            store.rollBackToMark();
            failures.add(failure.get());
        }
        position++;
    }
}
