// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Table definitions, remembered once read. What an ALTER by hand leaves wrong is noticed: after a failure that it may
 * have caused, before a record is given up because of a table, and after {@link #MAX_AGE} where nothing fails. A table
 * that was not there is remembered for {@link #MAX_ABSENCE}. What is not known of a delivery's tables is read together.
 * Task thread.
 */
public final class TableCache implements TableCatalog {
    /** So long values may be rounded to a scale that the column no longer has. */
    static final Duration MAX_AGE = Duration.ofMinutes(1);

    /** Names that were made up, and come again and again, must not cost a question a delivery. */
    static final Duration MAX_ABSENCE = Duration.ofSeconds(5);

    private record Remembered(Optional<TableDefinition> table, long readAt) {}

    private final TableReader reader;
    private final TableMaker maker;
    private final LongSupplier clock;
    private final Map<TableId, Remembered> tables = new HashMap<>();
    private final Set<TableId> readNow = new HashSet<>();
    private Supplier<Set<TableId>> expected = Set::of;
    private TableRefused full;

    /** @param clock nanoseconds of any origin */
    public TableCache(TableReader reader, TableMaker maker, LongSupplier clock) {
        this.reader = reader;
        this.maker = maker;
        this.clock = clock;
    }

    /** What a record is given up for is looked at again, once. */
    public void beginDelivery() {
        tables.values().removeIf(remembered -> remembered.table().isEmpty() && !isUsable(remembered));
        readNow.clear();
        full = null;
    }

    @Override
    public Optional<TableDefinition> find(TableId id) throws SQLException {
        if (!isUsable(tables.get(id))) {
            Set<TableId> unknown = new LinkedHashSet<>(Set.of(id));
            Set<TableId> others = expected.get();
            expected = Set::of;
            others.stream().filter(other -> !isUsable(tables.get(other))).forEach(unknown::add);
            read(unknown);
        }
        return tables.get(id).table();
    }

    @Override
    public void expect(Supplier<Set<TableId>> ids) {
        expected = ids;
    }

    private boolean isUsable(Remembered known) {
        if (known == null) {
            return false;
        }
        Duration most = known.table().isPresent() ? MAX_AGE : MAX_ABSENCE;
        return clock.getAsLong() - known.readAt() <= most.toNanos();
    }

    private void read(Set<TableId> ids) throws SQLException {
        Map<TableId, TableDefinition> found = reader.readAll(ids);
        for (TableId id : ids) {
            tables.put(id, new Remembered(Optional.ofNullable(found.get(id)), clock.getAsLong()));
            readNow.add(id);
        }
    }

    /**
     * Reads tables again that a record did not fit into, unless this delivery has read them already.
     *
     * @param names as failures carry them
     * @return whether one of them is not what it was: records may fit after all
     */
    public boolean haveChanged(Set<String> names) throws SQLException {
        Map<TableId, Optional<TableDefinition>> before = new LinkedHashMap<>();
        tables.forEach((id, remembered) -> {
            if (names.contains(id.toString()) && !readNow.contains(id)) {
                before.put(id, remembered.table());
            }
        });
        if (!before.isEmpty()) {
            read(before.keySet());
        }
        return before.entrySet().stream()
                .anyMatch(known -> !tables.get(known.getKey()).table().equals(known.getValue()));
    }

    /** Whether rows were made for this table as it is now. */
    public boolean isUpToDate(TableId id, Optional<TableDefinition> now) {
        Remembered known = tables.get(id);
        return known != null && known.table().equals(now);
    }

    /** As it was read last, without asking again. */
    public Optional<TableDefinition> known(TableId id) {
        Remembered known = tables.get(id);
        return known == null ? Optional.empty() : known.table();
    }

    /** After a failure that a table altered by hand may have caused. */
    public void forgetAll() {
        tables.clear();
    }

    /** Once a limit is reached, the other new names of the delivery need not ask the server. */
    @Override
    public void create(TableDesign design) throws SQLException {
        if (full != null) {
            throw full;
        }
        try {
            maker.create(design);
        } catch (TableRefused e) {
            full = e.by() == TableRefused.By.LIMIT ? e : null;
            throw e;
        }
        tables.remove(design.id());
    }

    @Override
    public void addColumns(TableId id, List<ColumnDesign> columns) throws SQLException {
        maker.addColumns(id, columns);
        tables.remove(id);
    }

    @Override
    public void toDecimals(TableId id, String column) throws SQLException {
        maker.toDecimals(id, column);
        tables.remove(id);
    }
}
