// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableRefused;
import io.mqttmysql.sink.table.TableRefused.By;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What auto.create and auto.evolve make of strategies and records. */
class TableChangesTest {
    private static final String LATEST = """
            match=Home/{room}
            table=latest
            insert.mode=upsert
            pk.fields=room
            column.room={room}
            column.t=$.t
            column.state=$.state
            auto.create=true
            """;

    private final Tables tables = Tables.of("CREATE TABLE other (a INT)");

    @Test
    void makeATableByItsFirstRecord() {
        assertThat(Mapping.of(LATEST, tables).read(Records.mqtt("Home/attic", "{\"t\":1.5}")))
                .isEqualTo("top level → latest: room=attic, t=1.5");
        assertThat(tables.made()).containsExactly("""
                CREATE TABLE `latest` (
                  `room` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
                  `state` VARCHAR(1024),
                  `t` DOUBLE,
                  PRIMARY KEY (`room`)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""");
    }

    @Test
    void addColumnsWithTheFirstRecordThatHasThem() {
        Mapping mapping = Mapping.of(LATEST + "auto.evolve=true", tables);

        assertThat(mapping.read(
                        Records.mqtt("Home/attic", "{\"t\":1.5}"),
                        Records.mqtt("Home/attic", "{\"state\":null}"),
                        Records.mqtt("Home/attic", "{\"t\":2,\"state\":true}")))
                .isEqualTo("""
                top level → latest: room=attic, t=1.5
                top level → latest: room=attic
                top level → latest: room=attic, state=1, t=2.0""");
        assertThat(tables.made()).hasSize(2).last().isEqualTo("ALTER TABLE `latest` ADD COLUMN `state` BOOLEAN");
    }

    @Test
    void addColumnsForFieldsToo() {
        Mapping mapping =
                Mapping.of("strategies=all\ntable=log\nfields.include=*\nauto.create=true\nauto.evolve=true", tables);

        mapping.map(Records.mqtt("x", "{\"a\":1}"), Records.mqtt("x", "{\"a\":2,\"b c\":\"on\",\"😀\":1}"));

        assertThat(tables.made()).containsExactly("""
                CREATE TABLE `log` (
                  `id` BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
                  `a` BIGINT COMMENT 'whole numbers so far'
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""", "ALTER TABLE `log` ADD COLUMN `b c` VARCHAR(1024)");
    }

    @Test
    void makeNoTableForWhatWillNotBeARow() {
        Mapping mapping = Mapping.of(LATEST + "delete.enabled=true", tables);

        assertThat(mapping.read(Records.mqtt("Home/attic", "not JSON"), Records.mqtt("Home/attic", (byte[]) null)))
                .startsWith("! strategy 'top level', table 'latest'")
                .doesNotContain("\n");
        assertThat(tables.made()).isEmpty();
    }

    @Test
    void needAKeyWhereTheModeDoes() {
        Mapping mapping = Mapping.of(LATEST.replace("pk.fields=room\n", ""), tables);

        assertThatThrownBy(() -> mapping.map(Records.mqtt("Home/attic", "{}")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage(
                        "Table 'latest' cannot be made as the configuration wants it: insert.mode needs a key, and a"
                                + " table that is made has none by itself; name its columns in pk.fields");
    }

    @Test
    void blameARecordForAKeyItDoesNotHave() {
        Mapping mapping = Mapping.of(
                "table=log\nfields.include=*\ninsert.mode=upsert\npk.fields=device\nauto.create=true", tables);

        assertThat(mapping.read(Records.mqtt("x", "{\"a\":1}")))
                .isEqualTo("! strategy 'top level', table 'log': the record has no value for the key column 'device'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # options                                                 | payload      | end of the error
            table=t                                                   | {}           | the record has no field of which a column could be made
            table=t                                                   | 21.5         | the payload is not an object, so it has no fields; map columns by column.<column>
            table=t                                                   | [1]          | the payload is not an object, so it has no fields; map columns by column.<column>
            table=t                                                   | ``           | the record has no field of which a column could be made
            table=t                                                   | {"a\\\\b":1} | the record has no field of which a column could be made
            table=t;auto.evolve=true                                  | {"a":null}   | the record has no field of which a column could be made
            table=t;pk.mode=kafka                                     | 21.5         | the payload is not an object, so it has no fields; map columns by column.<column>
            table=t;pk.mode=record_value;insert.mode=upsert           | {}           | the record has no field of which a column could be made
            table=t;pk.mode=record_value;insert.mode=upsert           | 21.5         | the payload is not an object, so it has no fields; map columns by column.<column>
            table=t;pk.mode=record_value;pk.fields=a                  | {"b":1}      | the record has no value for the key column 'a'
            table=t;pk.mode=record_value;pk.fields=a                  | {"a":null,"b":1} | the record has no value for the key column 'a'
            table=t;pk.mode=record_value;pk.fields=a                  | {"a":{"x":1}} | the key column 'a' would be JSON, on which MySQL has no index; name another in pk.fields
            table=t;pk.mode=record_value;pk.fields=A,c                | {"A":1,"c":[1]} | the key column 'c' would be JSON, on which MySQL has no index; name another in pk.fields
            table=t;insert.mode=upsert;pk.fields=k;column.k=$.k       | {"k":{"x":1}} | the key column 'k' would be JSON, on which MySQL has no index; name another in pk.fields
            table=t;insert.mode=upsert;pk.fields=k;column.k=$.k       | {"j":1}      | the record has no value for the key column 'k'
            # the columns of the mapped form and its generated key are not a payload's
            table=t;column.n=kafka.offset;fields.include=*            | 21.5         | the payload is not an object, so it has no fields; map columns by column.<column>
            """)
    void blameARecordThatIsNoRow(String options, String payload, String reason) {
        Mapping mapping = Mapping.of("auto.create=true\n" + options.replace(';', '\n'), tables);
        String sent = payload.isEmpty() ? null : payload;

        assertThat(mapping.read(Records.keyed("x", null, null, sent)))
                .isEqualTo("! strategy 'top level', table 't': " + reason);
        assertThat(tables.made()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pk.fields=k\ncolumn.k=$.k", "pk.mode=record_value\npk.fields=k"})
    void blameARecordWhoseSchemaMakesTheKeyADocument(String options) {
        Schema inner = SchemaBuilder.struct().field("x", Schema.INT32_SCHEMA).build();
        Schema schema = SchemaBuilder.struct().field("k", inner).build();
        Struct value = new Struct(schema).put("k", new Struct(inner).put("x", 1));

        assertThat(Mapping.of("table=t\nauto.create=true\ninsert.mode=upsert\n" + options, tables)
                        .read(Records.value("x", schema, value)))
                .contains("the key column 'k' would be JSON");
        assertThat(tables.made()).isEmpty();
    }

    /** A limit or a name is never the configuration's fault, or a device that makes up names could stop the task. */
    @ParameterizedTest
    @CsvSource({
        "LIMIT, latest, true",
        "LIMIT, a_{room}, true",
        "SHAPE, latest, false",
        "SHAPE, a_{room}, true",
        "SERVER, latest, false",
        "SERVER, a_{room}, false",
        "SERVER, {room}.a, true"
    })
    void tellWhoseFaultItIs(By by, String table, boolean isRecordsFault) {
        Mapping mapping = Mapping.of(LATEST.replace("table=latest", "table=" + table), new Refusing(by));

        if (isRecordsFault) {
            assertThat(mapping.read(Records.mqtt("Home/attic", "{}"))).endsWith("': no more");
        } else {
            assertThatThrownBy(() -> mapping.map(Records.mqtt("Home/attic", "{}")))
                    .isInstanceOf(ConfigurationProblem.class)
                    .hasMessageEndingWith(": no more");
        }
    }

    /** A server, or a limit, that allows no table. */
    private record Refusing(By by) implements TableCatalog {
        @Override
        public Optional<TableDefinition> find(TableId id) {
            return Optional.empty();
        }

        @Override
        public void create(TableDesign design) {
            throw new TableRefused(by, "no more");
        }

        @Override
        public void addColumns(TableId id, List<ColumnDesign> columns) throws SQLException {
            throw new TableRefused(by, "no more");
        }

        @Override
        public void toDecimals(TableId id, String column) {
            throw new TableRefused(by, "no more");
        }
    }
}
