// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.connection.ServerRun;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What this task wrote last for each key, so that {@code changed.only} can leave out what says nothing new.
 *
 * <p>Invariant: what stands here is in the table, or will be by the COMMIT of the open transaction, unless somebody
 * else changed it. Whatever casts a doubt on that, makes it forget: a row that is written without need costs a row, one
 * that is left out in error is lost. So nothing is ever put back, it is only forgotten: keys that were touched since a
 * savepoint, when it is rolled back to; all, when a transaction came to nothing, when the server is another one or was
 * started again (it may have lost commits), and when another task may have written. Task thread.
 */
public final class LastRows {
    private final LastRowsLog log;
    private final int maxKeys;
    private final Map<String, List<KeyedTable>> tables = new HashMap<>();
    /** The one that was written to longest ago comes first. */
    private final Set<KeyedTable> byUse = new LinkedHashSet<>();

    private final List<Touched> touched = new ArrayList<>();

    private int size;
    private int touchedAtMark;
    private Server server;
    private Optional<ServerRun> run = Optional.empty();
    private boolean isServerKnown;
    private boolean isInTransaction;

    /**
     * @param task its name in the log
     * @param maxKeys that are known at once; of more, those that came longest ago are forgotten
     */
    public LastRows(String task, int maxKeys) {
        this.log = new LastRowsLog(task, maxKeys);
        this.maxKeys = maxKeys;
    }

    /** The one that a transaction is on. */
    @FunctionalInterface
    public interface Server {
        ServerRun run() throws SQLException;
    }

    private record Touched(KeyedTable table, Object key) {}

    /** @param here asked before the first row that might be left out */
    public void begin(Server here) {
        if (isInTransaction) {
            forgetAll();
        }
        server = here;
        isServerKnown = false;
        isInTransaction = true;
    }

    /** COMMIT was answered. */
    public void committed() {
        isInTransaction = false;
        touched.clear();
    }

    /** What is written may not be all, or not the last, that was written. */
    public void forgetAll() {
        tables.clear();
        byUse.clear();
        touched.clear();
        size = 0;
        touchedAtMark = 0;
    }

    /** How many keys are known. */
    int size() {
        return size;
    }

    void mark() {
        touchedAtMark = touched.size();
    }

    void rollBackToMark() {
        List<Touched> undone = touched.subList(Math.min(touchedAtMark, touched.size()), touched.size());
        undone.forEach(one -> forget(one.table(), one.key()));
        undone.clear();
    }

    /**
     * Those that have to be written, which then count as written; in their order.
     *
     * @param mayMeetOthers whether a row may change one with another key
     */
    List<Row> changed(List<Row> all, Predicate<Row> mayMeetOthers) throws SQLException {
        boolean mayLeaveOut = all.stream().anyMatch(row -> row.shape().changes().isPresent());
        if (mayLeaveOut && !isServerKnown) {
            forgetUnlessOf(server.run());
        }
        if (!mayLeaveOut && tables.isEmpty()) {
            return all;
        }
        return all.stream().filter(row -> isChanged(row, mayMeetOthers)).toList();
    }

    private void forgetUnlessOf(ServerRun now) {
        if (run.filter(now::isSameAs).isEmpty()) {
            forgetAll();
        }
        run = Optional.of(now);
        isServerKnown = true;
    }

    private boolean isChanged(Row row, Predicate<Row> mayMeetOthers) {
        RowShape shape = row.shape();
        if (shape.changes().isEmpty() || shape.keyColumns().isEmpty()) {
            forgetWhatOthersKnow(row, null, mayMeetOthers);
            return true;
        }
        KeyedTable table = table(shape);
        Object key = table.key(row);
        if (key == RowKey.ANY) {
            log.doubtfulKeys(shape.table());
            forget(table, name(shape));
            forgetWhatOthersKnow(row, null, mayMeetOthers);
            return true;
        }
        int before = table.size();
        if (table.isRepeated(key, row)) {
            return false;
        }
        forgetWhatOthersKnow(row, table, mayMeetOthers);
        touched.add(new Touched(table, key));
        table.write(key, row);
        byUse.remove(table);
        byUse.add(table);
        size += table.size() - before;
        if (size > maxKeys) {
            forgetEldest();
        }
        return true;
    }

    private void forgetEldest() {
        Iterator<KeyedTable> tablesByUse = byUse.iterator();
        KeyedTable eldest = tablesByUse.next();
        while (eldest.size() == 0) { // others made it forget all that it knew
            tablesByUse.remove();
            eldest = tablesByUse.next();
        }
        eldest.forgetEldest();
        size--;
        log.tooManyKeys();
    }

    /** It was stored by an earlier delivery: another one may be the last of its key. */
    void forget(Row row) {
        if (row.shape().changes().isPresent() && !row.shape().keyColumns().isEmpty()) {
            KeyedTable table = table(row.shape());
            forget(table, table.key(row));
        }
    }

    private KeyedTable table(RowShape shape) {
        List<KeyedTable> known = tables.computeIfAbsent(name(shape), name -> new ArrayList<>());
        for (KeyedTable table : known) {
            if (table.isOf(shape)) {
                return table;
            }
        }
        KeyedTable table = new KeyedTable(shape);
        known.add(table);
        return table;
    }

    /** Without the schema and case: {@code t} and {@code db.t} may be one table, and each then others to the other. */
    private static String name(RowShape shape) {
        return shape.table().name().toLowerCase(Locale.ROOT);
    }

    private void forget(KeyedTable table, String name) {
        tables.getOrDefault(name, List.of()).remove(table);
        size -= byUse.remove(table) ? table.size() : 0;
    }

    /** Of a table that was forgotten itself nothing counts any more. */
    private void forget(KeyedTable table, Object key) {
        int before = table.size();
        table.forget(key);
        size += byUse.contains(table) ? table.size() - before : 0;
    }

    /** A row of one strategy may be the last where others know another, and a deletion where its own does. */
    private void forgetWhatOthersKnow(Row row, KeyedTable own, Predicate<Row> mayMeetOthers) {
        String name = name(row.shape());
        List<KeyedTable> known = tables.getOrDefault(name, List.of());
        if (known.isEmpty() || (known.size() == 1 && known.get(0) == own)) {
            return;
        }
        for (KeyedTable table : List.copyOf(known)) {
            if (table != own) {
                boolean isOfOneKey = table.sharesKeysWith(row.shape()) && !mayMeetOthers.test(row);
                Object key = isOfOneKey ? table.key(row) : RowKey.ANY;
                if (key == RowKey.ANY) {
                    forget(table, name);
                } else {
                    forget(table, key);
                }
            }
        }
    }
}
