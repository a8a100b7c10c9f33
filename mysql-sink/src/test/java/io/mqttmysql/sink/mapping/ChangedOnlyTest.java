// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code changed.only} from its keys to the shapes of rows. */
class ChangedOnlyTest {
    private static final String HISTORY = """
            match=Home/{room}/climate
            table=climate
            pk.fields=room
            column.room={room}
            column.t=$.t
            column.state=$.state
            column.at=kafka.timestamp
            changed.only=true
            """;

    private static final String COLUMNS =
            "room VARCHAR(20) COLLATE utf8mb4_0900_bin, t DECIMAL(5,2), state VARCHAR(20)," + " at DATETIME(3)";

    private static Optional<ChangeRule> rule(String properties, String table) {
        return shape(properties, table).changes();
    }

    private static RowShape shape(String properties, String table) {
        return Mapping.of(properties, Tables.of(table))
                .map(Records.mqtt("Home/bath/climate", "{\"t\": 21.5, \"state\": \"on\"}"))
                .rows()
                .get(0)
                .shape();
    }

    private static String table(String more) {
        return "CREATE TABLE climate (" + COLUMNS + more + ")";
    }

    @Test
    void readsTheRule() {
        RowShape shape = shape(
                HISTORY + "changed.deadband.T=0.2\nchanged.deadband.state=any\nchanged.heartbeat.ms=60000", table(""));

        assertThat(shape.keyColumns()).containsExactly("room");
        assertThat(shape.changes())
                .contains(new ChangeRule(
                        Map.of("t", new BigDecimal("0.2")), Set.of("state", "at"), Optional.of(Duration.ofMinutes(1))));
    }

    @Test
    void isOffUnlessSet() {
        assertThat(rule(HISTORY.replace("true", "false"), table(""))).isEmpty();
    }

    /** What the top level says holds for all, what a strategy says for itself. */
    @Test
    void isInherited() {
        String inherited = HISTORY.replace("match=", "strategy.a.match=") + "strategies=a\nchanged.deadband.t=0.2\n";

        assertThat(rule(inherited, table("")).orElseThrow().deadband("t")).contains(new BigDecimal("0.2"));
        assertThat(rule(inherited + "strategy.a.changed.deadband.t=", table(""))
                        .orElseThrow()
                        .deadband("t"))
                .isEmpty();
        assertThat(rule(inherited + "strategy.a.changed.only=false", table(""))).isEmpty();
    }

    /** Such a row may change one with another key. */
    @Test
    void holdsForNoUpsertBesideAnotherUniqueIndex() {
        String upsert = HISTORY + "insert.mode=upsert";

        assertThat(rule(upsert, table(", PRIMARY KEY (room)"))).isPresent();
        assertThat(rule(upsert, table(", PRIMARY KEY (room), UNIQUE (state)"))).isEmpty();
        assertThat(rule(HISTORY, table(", UNIQUE (state)"))).isPresent();
    }

    /** An index by which a key has one row refuses each change. */
    @Test
    void aHistoryNeedsATableWithManyRowsOfAKey() {
        assertThatThrownBy(() -> rule(HISTORY, table(", PRIMARY KEY (room)")))
                .hasMessageContaining("its index 'PRIMARY' (room) has one row for each key of changed.only, and"
                        + " insert.mode=insert adds one for each change; take upsert");
        assertThatThrownBy(
                        () -> rule(HISTORY.replace("pk.fields=room", "pk.fields=room,state"), table(", UNIQUE (room)")))
                .hasMessageContaining("has one row for each key");
        assertThat(rule(HISTORY, table(", PRIMARY KEY (room, t)"))).isPresent();
        assertThat(rule(HISTORY, table(", UNIQUE u (room, (FLOOR(t)))"))).isPresent();
    }

    /** For other strategies it may be right. */
    @Test
    void aDeadbandOfTheTopLevelIsNotForAKey() {
        String two = HISTORY.replace("match=", "strategy.a.match=") + "strategies=a\nstrategy.a.pk.fields=room,t\n";

        assertThat(rule(two + "changed.deadband.t=0.2", table("")).orElseThrow().deadband("t"))
                .isEmpty();
        assertThat(Mapping.problems(two + "strategy.a.changed.deadband.t=0.2")).contains("'t' is a key column");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            insert.mode=update           | changed.only = 'true': with insert.mode=update only the server knows whether a row was written; take insert or upsert, or remove it
            insert.mode=insert_if_absent | changed.only = 'true': with insert.mode=insert_if_absent only the server knows whether a row was written; take insert or upsert, or remove it
            insert.mode=upsert\\nupsert.newer.by=at | changed.only = 'true': with upsert.newer.by only the server knows whether a row was written; remove one of the two
            pk.fields=                   | changed.only = 'true': rows are compared with the last one of their key; name its columns in pk.fields, for example those of the room and the sensor
            changed.deadband.t=-1        | changed.deadband.t = '-1': write a number that is not negative, for example 0.5, or any: then the column does not count
            changed.deadband.t=a lot     | changed.deadband.t = 'a lot': write a number that is not negative, for example 0.5, or any: then the column does not count
            changed.deadband.x=1         | changed.deadband.x = '1': 'x' is not a mapped column; there are: at, room, state, t
            changed.deadband.room=any    | changed.deadband.room = 'any': 'room' is a key column: another value is another key; remove it
            changed.heartbeat.ms=0       | changed.heartbeat.ms = '0': write a whole number of milliseconds, at least 1, for example 3600000
            changed.heartbeat.ms=1 h     | changed.heartbeat.ms = '1 h': write a whole number of milliseconds, at least 1, for example 3600000
            changed.only=false\\nchanged.deadband.t=1 | changed.deadband.t = '1': it has no effect unless changed.only is true; set that, or remove it
            changed.only=false\\nchanged.heartbeat.ms=1 | changed.heartbeat.ms = '1': it has no effect unless changed.only is true; set that, or remove it
            changed.deadband.at=1        | changed.deadband.at = '1': 'at' is filled by kafka.timestamp or kafka.offset, which never count; remove it
            changed.only=yes             | changed.only = 'yes': write true or false
            """)
    void saysWhatIsWrong(String more, String expected) {
        assertThat(Mapping.problems(HISTORY + more.replace("\\n", "\n"))).isEqualTo(expected);
    }

    @Test
    void saysWhichStrategyWhatTheTopLevelSaysIsNotFor() {
        assertThat(Mapping.problems(
                        "strategies=a\nchanged.only=true\nstrategy.a.insert.mode=update\nstrategy.a.column.t=$.t"))
                .isEqualTo("changed.only = 'true': with insert.mode=update only the server knows whether a row was"
                        + " written; take insert or upsert, or remove it, or set strategy.a.changed.only=false");
        assertThat(Mapping.problems("table=t\npk.mode=none\npk.fields=a\nchanged.only=true"))
                .isEqualTo("changed.only = 'true': with pk.mode=none rows have no key; set pk.mode to record_key,"
                        + " record_value or record_header");
        assertThat(Mapping.problems("table=t\npk.mode=kafka\nchanged.only=true"))
                .isEqualTo("changed.only = 'true': with pk.mode=kafka no two records have the same key, so that no row"
                        + " would be left out; name a key that tells what a record is about");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            changed.deadband.state=1 | its column 'state' (varchar(20)) holds no numbers, and changed.deadband.state is a number; remove it, write any, so that the column does not count, or take one of the top level back by an empty value of the strategy's own
            column.t=\\ncolumn.state='on' | no column but those of its key can change, so that changed.only would write one row for each key; map another one, or set changed.heartbeat.ms
            column.t=\\ncolumn.state= | no column but those of its key can change, so that changed.only would write one row for each key; map another one, or set changed.heartbeat.ms
            pk.fields=hall\\nfields.include=* | changed.only is true, but the key column 'hall' is not mapped; add column.hall, or name other key columns in pk.fields
            """)
    void saysWhatDoesNotFitTheTable(String more, String expected) {
        String properties = HISTORY + more.replace("\\n", "\n");

        assertThatThrownBy(() -> rule(properties, table("")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage("Strategy 'top level' does not fit table 'climate': " + expected);
    }

    @Test
    void aHeartbeatAloneIsEnough() {
        assertThat(rule(HISTORY + "column.t=\ncolumn.state=\nchanged.heartbeat.ms=1000", table("")))
                .isPresent();
    }

    /** The fields that records bring may become columns. */
    @Test
    void columnsThatWillBeAddedMayChange() {
        String fields = HISTORY + "column.t=\ncolumn.state=\ncolumn.at=\nfields.include=*\n";
        String keyOnly = "CREATE TABLE climate (room VARCHAR(20) COLLATE utf8mb4_0900_bin)";

        assertThatThrownBy(() -> rule(fields, keyOnly))
                .hasMessageContaining("no column but those of its key can change");
        assertThat(rule(fields + "auto.evolve=true", keyOnly)).isPresent();
    }

    /** A key has as many rows as it has changes; without the rule pk.fields is the primary key. */
    @Test
    void aTableThatIsMadeForAHistoryHasNoPrimaryKeyOfIt() {
        Tables tables = Tables.of("CREATE TABLE other (a INT)");
        Mapping mapping = Mapping.of(HISTORY + "auto.create=true", tables);

        assertThat(mapping.read(Records.mqtt("Home/bath/climate", "{\"t\": 21.5, \"state\": \"on\"}")))
                .contains("room=bath");
        assertThat(tables.made().get(0)).contains("AUTO_INCREMENT PRIMARY KEY").doesNotContain("PRIMARY KEY (`room`)");
        Mapping.of(HISTORY + "auto.create=true\nchanged.only=false\ntable=all_of_it", tables)
                .read(Records.mqtt("Home/bath/climate", "{\"t\": 21.5, \"state\": \"on\"}"));
        assertThat(tables.made().get(1)).contains("PRIMARY KEY (`room`)");
    }
}
