// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Table definitions, remembered once read. What an ALTER by hand leaves wrong is noticed: after a failure that it may
 * have caused, before a record is given up because of a table, and after {@link #MAX_AGE} where nothing fails. A table
 * that was not there is remembered for one delivery only. Task thread.
 */
public final class TableCache implements TableCatalog {
    /** So long values may be rounded to a scale that the column no longer has. */
    static final Duration MAX_AGE = Duration.ofMinutes(1);

    private record Remembered(Optional<TableDefinition> table, long readAt) {}

    private final TableReader reader;
    private final TableMaker maker;
    private final LongSupplier clock;
    private final Map<TableId, Remembered> tables = new HashMap<>();
    private final Set<TableId> readNow = new HashSet<>();
    private TableRefused full;

    /** @param clock nanoseconds of any origin */
    public TableCache(TableReader reader, TableMaker maker, LongSupplier clock) {
        this.reader = reader;
        this.maker = maker;
        this.clock = clock;
    }

    /** What was missing may have been made since. */
    public void beginDelivery() {
        tables.values().removeIf(remembered -> remembered.table().isEmpty());
        readNow.clear();
        full = null;
    }

    @Override
    public Optional<TableDefinition> find(TableId id) throws SQLException {
        Remembered known = tables.get(id);
        return known == null || clock.getAsLong() - known.readAt() > MAX_AGE.toNanos() ? read(id) : known.table();
    }

    private Optional<TableDefinition> read(TableId id) throws SQLException {
        Optional<TableDefinition> table = reader.read(id);
        tables.put(id, new Remembered(table, clock.getAsLong()));
        readNow.add(id);
        return table;
    }

    /**
     * Reads tables again that a record did not fit into, unless this delivery has read them already.
     *
     * @param names as failures carry them
     * @return whether one of them is not what it was: records may fit after all
     */
    public boolean haveChanged(Set<String> names) throws SQLException {
        boolean changed = false;
        for (TableId id : List.copyOf(tables.keySet())) {
            if (names.contains(id.toString()) && !readNow.contains(id)) {
                Optional<TableDefinition> before = tables.get(id).table();
                changed |= !read(id).equals(before);
            }
        }
        return changed;
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
}
