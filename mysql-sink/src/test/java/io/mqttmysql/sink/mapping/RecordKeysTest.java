// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * pk.mode=record_key without pk.fields: whoever writes the key names columns, and must not get at other rows by that.
 */
class RecordKeysTest {
    private final Tables tables = Tables.of(
            "CREATE TABLE rooms (id VARCHAR(9) PRIMARY KEY, room VARCHAR(9), v DOUBLE)",
            "CREATE TABLE heap (id VARCHAR(9), room VARCHAR(9), v DOUBLE)");

    private static SinkRecord record(Object key, Object value) {
        return Records.keyed("sales", key, null, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # options                                            | key           | value     | row, or the end of the error
            table=rooms;delete.enabled=true                      | {"id":"a1"}   | ``        | DELETE id=a1
            table=rooms;delete.enabled=true                      | {"ID":"a1"}   | ``        | DELETE id=a1
            table=rooms;delete.enabled=true                      | {"id":"a1"}   | {"v":1}   | INSERT id=a1, v=1.0
            table=rooms;insert.mode=update                       | {"id":"a1"}   | {"v":1}   | UPDATE id=a1, v=1.0
            table=heap                                           | {"room":"b"}  | {"v":1}   | INSERT room=b, v=1.0
            table=rooms;delete.enabled=true                      | {"room":"b"}  | ``        | ! delete.enabled is true, but the table has no unique index on exactly (room)
            table=rooms;delete.enabled=true                      | {"id":"a1","room":"b"} | `` | ! delete.enabled is true, but the table has no unique index on exactly (id, room)
            table=rooms;insert.mode=update                       | {"room":"b"}  | {"v":1}   | ! insert.mode is update, but the table has no unique index on exactly (room)
            table=rooms;insert.mode=update;update.missing=report | {"room":"b"}  | {"v":1}   | ! update.missing is report, but the table has no unique index on exactly (room)
            table=rooms;insert.mode=upsert                       | {"room":"b"}  | {"v":1}   | ! insert.mode is upsert, but the table has no unique index on exactly (room)
            table=heap;delete.enabled=true                       | {"id":"a1"}   | ``        | ! delete.enabled is true, but the table has no unique index on exactly (id)
            # named by the configuration, which may mean several rows
            table=rooms;delete.enabled=true;pk.fields=room       | b             | ``        | DELETE room=b
            table=heap;insert.mode=update;pk.fields=room         | b             | {"v":1}   | UPDATE room=b, v=1.0
            """)
    void reachRowsOnlyByAKeyOfTheTable(String options, String key, String value, String expected) {
        Mapping mapping = Mapping.of("pk.mode=record_key\n" + options.replace(';', '\n'), tables);
        SinkRecord record = record(key, value.isEmpty() ? null : value);

        if (expected.startsWith("! ")) {
            assertThat(mapping.read(record)).startsWith("! ").contains(": " + expected.substring(2));
        } else {
            String operation =
                    mapping.map(record).rows().get(0).shape().operation().name();
            assertThat(operation + mapping.read(record).replaceFirst(".*?:", ""))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"a1"}         | id=a1, v=1.0
            {"room":"b"}        | room=b, v=1.0
            {"a\\\\b":1}        | ! the record's key has the field 'a\\b', which cannot be a column's name; name the key columns in pk.fields
            {"😀":1}            | ! the record's key has the field '😀', which cannot be a column's name; name the key columns in pk.fields
            {" ":1}             | ! the record's key has the field ' ', which cannot be a column's name; name the key columns in pk.fields
            {"id":1,"ID":2}     | ! the record's key has the fields 'ID' and 'id' for one column; name the key columns in pk.fields
            """)
    void nameColumnsThatCanBe(String key, String expected) {
        assertFitting(
                expected, Mapping.of("table=heap\npk.mode=record_key", tables).read(record(key, "{\"v\":1}")));
    }

    private static void assertFitting(String expected, String outcome) {
        if (expected.startsWith("! ")) {
            assertThat(outcome).startsWith("! ").contains(expected.substring(2));
        } else {
            assertThat(outcome).endsWith(": " + expected);
        }
    }

    @Test
    void cannotStopTheTaskWhereATableIsMade() {
        Mapping mapping = Mapping.of("table=t\npk.mode=record_key\nauto.create=true\nauto.evolve=true", tables);

        for (String key : new String[] {"{\"a\\\\b\":1}", "{\"😀\":1}", "{\"id\":1,\"ID\":2}"}) {
            assertThat(mapping.read(record(key, "{\"v\":1}"))).startsWith("! ");
        }
        assertThat(tables.made()).isEmpty();
    }

    @Test
    void addNoColumns() {
        Mapping mapping = Mapping.of("table=rooms\npk.mode=record_key\nauto.evolve=true", tables);

        assertThat(mapping.read(
                        record(Map.of("rogue", 1), "{\"v\":1}"),
                        record(Map.of("id", "a1"), "{\"v\":1,\"w\":2}"),
                        record(Map.of("id", "a2", "rogue", 1), "{\"v\":1}")))
                .contains("top level → rooms: id=a1, v=1.0, w=2")
                .contains("with the key rogue,")
                .contains("with the key id, rogue,")
                .contains("it has no column 'rogue'");
        assertThat(tables.made())
                .containsExactly("ALTER TABLE `rooms` ADD COLUMN `w` BIGINT COMMENT 'whole numbers so far'");
    }
}
