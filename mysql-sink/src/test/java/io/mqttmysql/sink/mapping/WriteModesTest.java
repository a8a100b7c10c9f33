// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From insert.mode, update.missing, upsert.newer.by and delete.enabled to what rows do. */
class WriteModesTest {
    private static final String ROOMS = "match=Home/{room}\ntable=rooms\ncolumn.room={room}\ncolumn.t=$.t\n";

    private final Tables tables = Tables.of(
            "CREATE TABLE rooms (room VARCHAR(20) PRIMARY KEY, t DOUBLE, at BIGINT, must INT NOT NULL DEFAULT 0)",
            "CREATE TABLE loose (room VARCHAR(20), t DOUBLE)",
            "CREATE TABLE begun (room VARCHAR(20), t DOUBLE, UNIQUE (room(12)))",
            "CREATE TABLE folded (room VARCHAR(20), t DOUBLE, PRIMARY KEY (room(4)))",
            "CREATE TABLE strict (room VARCHAR(20) PRIMARY KEY, t DOUBLE, must INT NOT NULL)");

    private Row row(String properties, SinkRecord record) {
        return Mapping.of(properties, tables).map(record).rows().get(0);
    }

    private static SinkRecord message(String room, String payload) {
        return Records.mqtt("Home/" + room, payload);
    }

    private static SinkRecord nothing(String room) {
        return Records.mqtt("Home/" + room, (byte[]) null);
    }

    @ParameterizedTest
    @CsvSource({
        "insert, ignore, INSERT",
        "insert_if_absent, ignore, INSERT_IF_ABSENT",
        "upsert, ignore, UPSERT",
        "update, ignore, UPDATE",
        "update, insert, UPDATE_OR_INSERT",
        "update, report, UPDATE_OR_REPORT"
    })
    void knowWhatARowDoes(String mode, String missing, RowOperation operation) {
        String options = "insert.mode=" + mode + (mode.equals("update") ? "\nupdate.missing=" + missing : "");

        assertThat(row(ROOMS + options, message("attic", "{\"t\":1}")).shape().operation())
                .isEqualTo(operation);
    }

    @Test
    void deleteByTheKeyWhereARecordHasNoValue() {
        Row row = row(ROOMS + "insert.mode=upsert\ndelete.enabled=true", nothing("attic"));

        assertThat(row.shape().operation()).isEqualTo(RowOperation.DELETE);
        assertThat(row.shape().columns()).extracting("name").containsExactly("room");
        assertThat(row.shape().keyColumns()).containsExactly("room");
        assertThat(row.values()).containsExactly("attic");
    }

    @Test
    void takeARecordWithoutValueForOneWithoutPathsWhereNothingIsDeleted() {
        assertThat(Mapping.of(ROOMS, tables).read(nothing("attic"))).isEqualTo("top level → rooms: room=attic");
    }

    @Test
    void doNotDeleteWhatAnEmptyPayloadOrANullInItSays() {
        Mapping mapping = Mapping.of(ROOMS + "insert.mode=upsert\ndelete.enabled=true", tables);

        assertThat(mapping.read(message("attic", ""), message("attic", "null"))).isEqualTo("""
                top level → rooms: room=attic
                ! strategy 'top level', table 'rooms', column 't': the payload is empty, so there is no '$.t'; 'payload' reads it as it is""");
    }

    @Test
    void keepTheColumnThatTellsAge() {
        String options = ROOMS + "column.at=$.at\ninsert.mode=upsert\nupsert.newer.by=at";

        assertThat(row(options, message("attic", "{\"t\":1,\"at\":5}")).shape().newerBy())
                .contains("at");
        assertThat(Mapping.of(options, tables)
                        .read(message("attic", "{\"t\":1}"), message("attic", "{\"t\":1,\"at\":null}")))
                .isEqualTo("""
                ! strategy 'top level', table 'rooms', column 'at': upsert.newer.by compares it and the record has no value for it
                ! strategy 'top level', table 'rooms', column 'at': upsert.newer.by compares it and the record has no value for it""");
    }

    @Test
    void letAnUpdateLeaveOutWhatAnInsertMustHave() {
        String update = ROOMS.replace("table=rooms", "table=strict") + "insert.mode=update";

        assertThat(Mapping.of(update, tables).read(message("attic", "{\"t\":1}")))
                .isEqualTo("top level → strict: room=attic, t=1.0");
        assertThat(Mapping.of(update + "\ncolumn.must=$.must", tables).read(message("attic", "{\"t\":1}")))
                .isEqualTo("top level → strict: room=attic, t=1.0");
    }

    @Test
    void updateByColumnsThatNoIndexKeepsApart() {
        String options = ROOMS.replace("table=rooms", "table=loose") + "insert.mode=update\npk.fields=room";

        assertThat(row(options, message("attic", "{\"t\":1}")).shape().keyColumns())
                .containsExactly("room");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rooms | insert.mode=upsert;column.at=1;upsert.newer.by=room | upsert.newer.by is 'room', which is a key column"
                        + " and never changes; name the column that tells a row's age",
                "loose | insert.mode=insert_if_absent;pk.fields=room | insert.mode is insert_if_absent, but the table has no"
                        + " unique index on exactly (room); add one with ALTER TABLE … ADD UNIQUE (room), or name the columns"
                        + " of an existing one in pk.fields",
                "loose | insert.mode=update;update.missing=insert;pk.fields=room | update.missing is insert, but the table has"
                        + " no unique index on exactly (room); add one with ALTER TABLE … ADD UNIQUE (room), or name the"
                        + " columns of an existing one in pk.fields",
                "loose | insert.mode=update;update.missing=report;pk.fields=room | update.missing is report, but the table has"
                        + " no unique index on exactly (room); add one with ALTER TABLE … ADD UNIQUE (room), or name the"
                        + " columns of an existing one in pk.fields",
                "loose | insert.mode=update | insert.mode is update, but the table has no primary key; add one, or name a"
                        + " unique key's columns in pk.fields",
                "loose | delete.enabled=true | delete.enabled is true, but the table has no primary key; add one, or name a"
                        + " unique key's columns in pk.fields",
                "begun | insert.mode=upsert;pk.fields=room | insert.mode is upsert, but the table has no unique index on"
                        + " exactly (room): its index 'room' (room(12)) takes rows for the same that differ in these"
                        + " columns, so that one would overwrite the other; add one with ALTER TABLE … ADD UNIQUE (room),"
                        + " or name the columns of an existing one in pk.fields",
                "folded | insert.mode=upsert | insert.mode is upsert, but the table has no primary key: its index"
                        + " 'PRIMARY' (room(4)) takes rows for the same that differ in these columns, so that one would"
                        + " overwrite the other; add one, or name a unique key's columns in pk.fields",
                "loose | delete.enabled=true;pk.fields=t | delete.enabled is true, but the key column 't' is read from the"
                        + " payload, and a record that deletes has none; fill it from a capture, the topic, the key or a"
                        + " header, or name other key columns in pk.fields"
            })
    void sayWhatDoesNotFit(String table, String options, String problem) {
        Mapping mapping =
                Mapping.of(ROOMS.replace("table=rooms", "table=" + table) + options.replace(';', '\n'), tables);

        assertThatThrownBy(() -> mapping.map(message("attic", "{}")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage("Strategy 'top level' does not fit table '" + table + "': " + problem);
    }

    @Test
    void warnOnceOfAnotherUniqueKeyThatIsWrittenToo() {
        Tables twoKeys = Tables.of(
                "CREATE TABLE devices (name VARCHAR(20) PRIMARY KEY, serial INT UNIQUE, seen INT)",
                "CREATE TABLE begun (name VARCHAR(20) PRIMARY KEY, note VARCHAR(99), UNIQUE (note(9)), UNIQUE u ((LOWER(note))))",
                "CREATE TABLE numbered (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) UNIQUE)");
        assertThat(warnings("devices", "upsert", twoKeys)).containsExactly("""
                Strategy 'log' - table 'devices' keeps rows apart by (name), which is the strategy's key, and by \
                (serial): a row that meets another one only there changes that other row; drop that index if it is \
                not meant, or name its columns in pk.fields""");
        assertThat(warnings("devices", "insert_if_absent", twoKeys))
                .singleElement()
                .asString()
                .contains("only there is not written, as if it were there;");
        assertThat(warnings("begun", "upsert", twoKeys))
                .singleElement()
                .asString()
                .contains("and by (note(9)), (an expression): a row that meets");
        assertThat(warnings("devices", "insert", twoKeys)).isEmpty();
        assertThat(warnings("numbered", "upsert", twoKeys)).isEmpty();
    }

    private static List<String> warnings(String table, String mode, Tables tables) {
        List<String> lines = new ArrayList<>();
        UniqueKeyWarnings warnings = new UniqueKeyWarnings(lines::add);
        String columns = switch (table) {
            case "devices" -> "\ncolumn.serial=$.serial";
            case "begun" -> "\ncolumn.note=$.note";
            default -> "";
        };
        TableBinding binding = binding(
                "table=" + table + "\npk.fields=name\ninsert.mode=" + mode + "\ncolumn.name=mqtt.topic" + columns,
                tables);
        warnings.look("log", binding);
        warnings.look("log", binding);
        return lines;
    }

    private static TableBinding binding(String properties, Tables tables) {
        TableStrategy strategy = Mapping.strategy(properties);
        WriteSpec write = strategy.write().orElseThrow();
        TableDefinition table =
                tables.find(write.target().table().render("t", Map.of())).orElseThrow();
        return new TableBinder(strategy, write, table, new LocalClocks(ZoneOffset.UTC), new IgnoredFields()).bind();
    }
}
