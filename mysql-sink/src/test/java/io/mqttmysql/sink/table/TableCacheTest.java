// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.table.TableDesign.RowNumber;
import io.mqttmysql.sink.table.TableRefused.By;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableCacheTest {
    private static final TableId STATE = TableId.of("state");
    private static final TableId LOG = TableId.of("ops", "log");
    private static final TableId ABSENT = TableId.of("absent");

    private final List<TableId> reads = new ArrayList<>();
    private final List<TableDesign> made = new ArrayList<>();
    private final Map<TableId, TableDefinition> server = new HashMap<>();
    private Optional<TableRefused> refusal = Optional.empty();
    private long now;
    private final TableCache tables = new TableCache(this::read, new Maker(), () -> now);

    @BeforeEach
    void fill() {
        server.put(STATE, table(STATE));
        server.put(LOG, table(LOG));
    }

    private Optional<TableDefinition> read(TableId id) {
        reads.add(id);
        return Optional.ofNullable(server.get(id));
    }

    private static TableDefinition table(TableId id, String... keys) {
        return new TableDefinition(id, List.of(), List.of(keys), List.of());
    }

    @Test
    void readsEachTableOnce() throws SQLException {
        findAll();
        findAll();

        assertThat(reads).containsExactly(STATE, LOG, ABSENT);
    }

    @Test
    void looksAgainForWhatWasMissingAfterSomeSeconds() throws SQLException {
        findAll();
        reads.clear();
        now += TableCache.MAX_ABSENCE.toNanos();
        tables.beginDelivery();
        findAll();
        assertThat(reads).isEmpty();

        now++;
        tables.beginDelivery();
        findAll();

        assertThat(reads).containsExactly(ABSENT);
    }

    /** It was made since it was missing. */
    @Test
    void looksAgainAtWhatARecordIsToBeGivenUpFor() throws SQLException {
        findAll();
        tables.beginDelivery();
        server.put(ABSENT, table(ABSENT));

        assertThat(tables.find(ABSENT)).isEmpty();
        assertThat(tables.haveChanged(Set.of("absent"))).isTrue();
        assertThat(tables.find(ABSENT)).isPresent();
    }

    @Test
    void readsWhatIsExpectedTogether() throws SQLException {
        Set<TableId> many = IntStream.range(0, 2_500)
                .mapToObj(name -> TableId.of("room_" + name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Collection<TableId>> questions = new ArrayList<>();
        TableReader reader = new TableReader() {
            @Override
            public Optional<TableDefinition> read(TableId id) {
                throw new AssertionError("alone");
            }

            @Override
            public Map<TableId, TableDefinition> readAll(Collection<TableId> ids) {
                questions.add(List.copyOf(ids));
                return server;
            }
        };
        TableCache cache = new TableCache(reader, new Maker(), () -> now);
        cache.find(LOG);
        many.addAll(List.of(STATE, LOG));
        questions.clear();

        cache.expect(() -> many);
        for (TableId id : many) {
            assertThat(cache.find(id).isPresent()).isEqualTo(server.containsKey(id));
        }

        assertThat(questions).hasSize(1);
        assertThat(questions.get(0)).hasSize(2_501).doesNotContain(LOG);
    }

    @Test
    void looksAgainAfterAWhile() throws SQLException {
        findAll();
        reads.clear();
        now += TableCache.MAX_AGE.toNanos();
        tables.find(STATE);
        tables.find(LOG);
        assertThat(reads).isEmpty();

        now++;
        findAll();

        assertThat(reads).containsExactly(STATE, LOG, ABSENT);
    }

    @Test
    void saysWhetherATableThatARecordDidNotFitIsStillTheSame() throws SQLException {
        findAll();
        tables.beginDelivery();
        reads.clear();

        assertThat(tables.haveChanged(Set.of("ops.log"))).isFalse();
        assertThat(tables.haveChanged(Set.of("ops.log"))).isFalse();
        assertThat(reads).as("one delivery asks once").containsExactly(LOG);

        tables.beginDelivery();
        server.put(LOG, table(LOG, "id"));
        assertThat(tables.haveChanged(Set.of("state", "ops.log"))).isTrue();
        assertThat(tables.find(LOG)).contains(table(LOG, "id"));
    }

    @Test
    void knowsWhetherRowsWereMadeForTheTableAsItIs() throws SQLException {
        findAll();

        assertThat(tables.isUpToDate(LOG, Optional.of(table(LOG)))).isTrue();
        assertThat(tables.isUpToDate(LOG, Optional.of(table(LOG, "id")))).isFalse();
        assertThat(tables.isUpToDate(LOG, Optional.empty())).isFalse();
        assertThat(tables.isUpToDate(TableId.of("never.read"), Optional.empty()))
                .isFalse();
    }

    @Test
    void readsWhatItHasMade() throws SQLException {
        tables.find(ABSENT);
        tables.create(new TableDesign(ABSENT, List.of(), List.of(), RowNumber.WITHOUT_KEY));

        assertThat(tables.find(ABSENT)).isPresent();
    }

    @Test
    void asksOnceADeliveryWhetherThereIsRoomForANewTable() {
        refusal = Optional.of(new TableRefused(By.LIMIT, "full"));
        for (int name = 0; name < 3; name++) {
            TableDesign design = new TableDesign(TableId.of("t" + name), List.of(), List.of(), RowNumber.WITHOUT_KEY);
            assertThatThrownBy(() -> tables.create(design)).hasMessage("full");
        }
        assertThat(made).hasSize(1);

        tables.beginDelivery();
        assertThatThrownBy(() -> tables.create(new TableDesign(ABSENT, List.of(), List.of(), RowNumber.WITHOUT_KEY)))
                .hasMessage("full");
        assertThat(made).hasSize(2);
    }

    /** One record of many fields keeps no other from its table. */
    @Test
    void asksAgainAfterARecordThatWasTooWide() throws SQLException {
        TableDesign design = new TableDesign(ABSENT, List.of(), List.of(), RowNumber.WITHOUT_KEY);
        refusal = Optional.of(new TableRefused(By.WIDTH, "wide"));
        assertThatThrownBy(() -> tables.create(design)).hasMessage("wide");

        refusal = Optional.empty();
        tables.create(design);

        assertThat(tables.find(ABSENT)).isPresent();
    }

    private void findAll() throws SQLException {
        tables.find(STATE);
        tables.find(LOG);
        tables.find(ABSENT);
    }

    private final class Maker implements TableMaker {
        @Override
        public void create(TableDesign design) {
            made.add(design);
            refusal.ifPresent(reason -> {
                throw reason;
            });
            server.put(design.id(), table(design.id()));
        }

        @Override
        public void addColumns(TableId id, List<ColumnDesign> columns) {
            throw new AssertionError("nobody wants columns");
        }

        @Override
        public void toDecimals(TableId id, String column) {
            throw new AssertionError("nobody wants decimals");
        }
    }
}
