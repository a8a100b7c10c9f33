// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.Column.Filling;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableTraits;
import io.mqttmysql.sink.table.TableTraits.InsertTrigger;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.tool.SqlScript;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableWarningsTest {
    private static List<String> warnings(String mode, String type, String collation, TableTraits traits) {
        TableStrategy strategy = Mapping.strategy("table=rooms\ncolumn.room=mqtt.topic\ninsert.mode=" + mode);
        WriteSpec write = strategy.write().orElseThrow();
        TableDefinition table = new TableDefinition(
                TableId.of("rooms"),
                List.of(
                        column("room", type, Filling.BY_THE_SERVER, collation),
                        column("made", type, Filling.BY_A_TRIGGER, collation)),
                List.of("room"),
                List.of(),
                traits);
        List<String> lines = new ArrayList<>();
        TableWarnings warnings = new TableWarnings(ZoneOffset.UTC, lines::add);
        TableBinding binding =
                new TableBinder(strategy, write, table, new LocalClocks(ZoneOffset.UTC), new IgnoredFields()).bind();
        warnings.look(table, binding);
        warnings.look(table, binding);
        return lines;
    }

    private static Column column(String name, String type, Filling filling, String collation) {
        return new Column(
                name,
                ColumnType.valueOf(type.toUpperCase(Locale.ROOT)),
                type + "(9)",
                new Column.Extent(9, 0, 0),
                false,
                filling,
                Optional.of(new Collation("utf8mb4", collation)));
    }

    @Test
    void tellOnceOfEnginesAndTriggers() {
        TableTraits odd = new TableTraits(Optional.of("MyISAM"), false, InsertTrigger.BEFORE);

        assertThat(warnings("insert", "varchar", "utf8mb4_general_ci", odd))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Table 'rooms' has the engine MyISAM: what is rolled back"),
                        line -> assertThat(line).contains("not mapped (made), and a BEFORE INSERT trigger"),
                        line -> assertThat(line).contains("is not known as a repeat (at_least_once)"));
    }

    @ParameterizedTest
    @CsvSource({
        "upsert, varchar, utf8mb4_0900_bin, false",
        "upsert, varchar, utf8mb4_nopad_bin, false",
        "upsert, varchar, utf8mb4_bin, true",
        "update, varchar, utf8mb4_0900_ai_ci, true",
        "insert_if_absent, varchar, latin1_swedish_ci, true",
        "upsert, char, utf8mb4_0900_bin, true",
        "insert, varchar, utf8mb4_bin, false"
    })
    void tellOfKeysThatMergeTexts(String mode, String type, String collation, boolean isTold) {
        List<String> lines = warnings(mode, type, collation, TableTraits.ORDINARY);

        assertThat(lines.stream().filter(line -> line.contains("(room " + type + "(9) " + collation + ")")))
                .hasSize(isTold ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, upsert, DATETIME, true",
        "Europe/Berlin, insert_if_absent, DATETIME, true",
        "Europe/Berlin, upsert, TIMESTAMP, false",
        "Europe/Berlin, upsert, BIGINT, false",
        "UTC, upsert, DATETIME, false",
        "Asia/Tokyo, upsert, DATETIME, false"
    })
    void tellOfKeysOfLocalTimesThatComeAgain(String zone, String mode, String type, boolean isTold) {
        String options = "table=readings\ncolumn.at=$.at\ncolumn.seen=$.at\ninsert.mode=" + mode;
        String create = "CREATE TABLE readings (at " + type + " PRIMARY KEY, seen DATETIME)";

        assertThat(zoneWarnings(zone, options, create))
                .hasSize(isTold ? 1 : 0)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(
                                "Table 'readings' holds local times of Europe/Berlin (db.timezone) in at, by which its"
                                        + " rows are told apart"));
    }

    @Test
    void tellOfLocalTimesThatDecideWhatIsNewer() {
        String options =
                "table=rooms\ncolumn.room=mqtt.topic\ncolumn.at=$.at\ninsert.mode=upsert" + "\nupsert.newer.by=at";
        String create = "CREATE TABLE rooms (room VARBINARY(99) PRIMARY KEY, at DATETIME(3))";

        assertThat(zoneWarnings("America/New_York", options, create))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" in at, by which"));
    }

    private static List<String> zoneWarnings(String zone, String options, String create) {
        TableStrategy strategy = Mapping.strategy(options);
        TableDefinition table = SqlScript.read(create).tables().get(0);
        List<String> lines = new ArrayList<>();
        LocalClocks clocks = new LocalClocks(ZoneId.of(zone));
        TableBinding binding =
                new TableBinder(strategy, strategy.write().orElseThrow(), table, clocks, new IgnoredFields()).bind();
        new TableWarnings(ZoneId.of(zone), lines::add).look(table, binding);
        return lines.stream().filter(line -> line.contains("local times")).toList();
    }
}
