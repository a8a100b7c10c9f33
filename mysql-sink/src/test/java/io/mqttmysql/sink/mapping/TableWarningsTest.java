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
        TableWarnings warnings = new TableWarnings(lines::add);
        TableBinding binding = new TableBinder(strategy, write, table, ZoneOffset.UTC, new IgnoredFields()).bind();
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
}
