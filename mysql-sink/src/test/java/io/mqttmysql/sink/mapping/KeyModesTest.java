// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pk.mode: where the key of a row comes from where fields name their columns themselves. */
class KeyModesTest {
    private static final Schema KEY = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("region", Schema.STRING_SCHEMA)
            .build();
    private static final Schema VALUE = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("t", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .build();

    private final Tables tables = Tables.of(
            "CREATE TABLE plain (id BIGINT, region VARCHAR(9), name VARCHAR(9), t DOUBLE)",
            "CREATE TABLE one (id BIGINT PRIMARY KEY, region VARCHAR(9), name VARCHAR(9), t DOUBLE)",
            "CREATE TABLE two (id BIGINT, region VARCHAR(9), name VARCHAR(9), t DOUBLE, PRIMARY KEY (id, region))",
            "CREATE TABLE log (__connect_topic VARCHAR(249), __connect_partition INT, __connect_offset BIGINT,"
                    + " name VARCHAR(9), PRIMARY KEY (__connect_topic, __connect_partition, __connect_offset))",
            "CREATE TABLE mine (k VARCHAR(9), p INT, o BIGINT, name VARCHAR(9), PRIMARY KEY (k, p, o))");

    private static SinkRecord record(Object key, Object value) {
        SinkRecord record = Records.keyed("sales", key, value instanceof Struct ? VALUE : null, value);
        record.headers().addString("region", "eu").addLong("id", 9);
        return record;
    }

    private static Struct value() {
        return new Struct(VALUE).put("id", 1L).put("name", "a").put("t", 2.5);
    }

    private static Struct key() {
        return new Struct(KEY).put("id", 7L).put("region", "us");
    }

    private static Object keyOf(String word) {
        return switch (word) {
            case "struct" -> key();
            case "map" -> Map.of("id", 7, "region", "us");
            case "none" -> null;
            case "7L" -> 7L;
            default -> word;
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # options                                                | key    | row or error                                  | key columns
            table=one                                                | none   | id=1, name=a, t=2.5                           | id
            table=plain;pk.mode=none                                 | none   | id=1, name=a, t=2.5                           | ``
            table=one;insert.mode=upsert                             | none   | id=1, name=a, t=2.5                           | id
            table=log;pk.mode=kafka                                  | none   | __connect_offset=42, __connect_partition=0, __connect_topic=sales, name=a | __connect_topic,__connect_partition,__connect_offset
            table=mine;pk.mode=kafka;pk.fields=k,p,o;insert.mode=upsert | none | k=sales, name=a, o=42, p=0                   | k,p,o
            # the record's key
            table=one;pk.mode=record_key;pk.fields=id                | 7L     | id=7, name=a, t=2.5                           | id
            table=one;pk.mode=record_key;pk.fields=id                | 8      | id=8, name=a, t=2.5                           | id
            table=one;pk.mode=record_key;pk.fields=region            | x      | id=1, name=a, region=x, t=2.5                 | region
            table=one;pk.mode=record_key;pk.fields=id;insert.mode=upsert | struct | id=7, name=a, t=2.5                       | id
            table=two;pk.mode=record_key;insert.mode=upsert          | struct | id=7, name=a, region=us, t=2.5                | id,region
            table=two;pk.mode=record_key;insert.mode=update          | map    | id=7, name=a, region=us, t=2.5                | id,region
            table=two;pk.mode=record_key                             | {"id":8,"region":"x"} | id=8, name=a, region=x, t=2.5  | id,region
            table=two;pk.mode=record_key;pk.fields=region,id         | {"id":8,"region":"x"} | id=8, name=a, region=x, t=2.5  | region,id
            table=one;pk.mode=record_key;pk.fields=id                | {"id":8} | ! id: the text '{"id":8}' is not a number as JSON writes it | ``
            table=one;pk.mode=record_key;pk.fields=id                | none   | ! id: pk.mode is record_key and the record has no key | ``
            table=one;pk.mode=record_key;pk.fields=name              | struct | ! name: the record's key has no field 'name'  | ``
            table=two;pk.mode=record_key;pk.fields=id,region         | 7L     | ! id: the record's key is a single value, and pk.fields names several columns; name one | ``
            table=one;pk.mode=record_key                             | 7L     | ! pk.mode is record_key and the record's key has no fields; name the column that takes the whole key in pk.fields | ``
            table=one;pk.mode=record_key                             | 7      | ! pk.mode is record_key and the record's key has no fields; name the column that takes the whole key in pk.fields | ``
            table=one;pk.mode=record_key                             | x      | ! pk.mode is record_key and the record's key has no fields; name the column that takes the whole key in pk.fields | ``
            table=two;pk.mode=record_key;pk.fields=id,region         | x      | ! id: pk.mode is record_key and the record's key has no fields; name the column that takes the whole key in pk.fields | ``
            table=log;pk.mode=record_key                             | struct | ! with the key id, region, which are the fields of the record's key, the strategy does not fit this table: it has no column 'id'; there are: __connect_offset, __connect_partition, __connect_topic, name | ``
            table=one;pk.mode=record_key;insert.mode=upsert          | struct | ! with the key id, region, which are the fields of the record's key, the strategy does not fit this table: insert.mode is upsert, but the table has no unique index on exactly (id, region); add one with ALTER TABLE … ADD UNIQUE (id, region), or name the columns of an existing one in pk.fields | ``
            # fields of the value
            table=one;pk.mode=record_value;pk.fields=id;insert.mode=upsert | none | id=1, name=a, t=2.5                       | id
            table=one;pk.mode=record_value;pk.fields=id;fields.whitelist=t | none | id=1, t=2.5                               | id
            table=one;pk.mode=record_value;pk.fields=id;fields.include=t;fields.rename=t:name | none | id=1, name=2.5          | id
            table=one;pk.mode=record_value;insert.mode=upsert        | none   | id=1, name=a, t=2.5                           | id
            table=plain;pk.mode=record_value;pk.fields=region        | none   | ! region: it is a key column and the record has no value for it | ``
            # headers
            table=two;pk.mode=record_header;pk.fields=id,region;insert.mode=upsert | none | id=9, name=a, region=eu, t=2.5    | id,region
            table=one;pk.mode=record_header;pk.fields=name           | none   | ! name: it is a key column and the record has no value for it | ``
            # a key is not a value of the whitelist
            table=one;pk.mode=record_key;pk.fields=id;fields.whitelist=t | 7L | id=7, t=2.5                                   | id
            # below a strategy too
            strategies=s;strategy.s.table=two;strategy.s.pk.mode=record_key;strategy.s.insert.mode=upsert | struct | id=7, name=a, region=us, t=2.5 | id,region
            """)
    void sayWhatTheKeyIs(String options, String key, String expected, String keyColumns) {
        Mapping mapping = Mapping.of(options.replace(';', '\n'), tables);
        SinkRecord record = record(keyOf(key), value());

        assertThat(plain(mapping.read(record))).isEqualTo(expected);
        if (!expected.startsWith("!")) {
            RowShape shape = mapping.map(record).rows().get(0).shape();
            assertThat(shape.keyColumns()).isEqualTo(keyColumns.isEmpty() ? List.of() : List.of(keyColumns.split(",")));
        }
    }

    private static String plain(String outcome) {
        String row = outcome.replaceFirst("! strategy '[^']*', table '\\w+', column '(\\w+)': ", "! $1: ")
                .replaceFirst("! strategy '[^']*', table '\\w+': ", "! ")
                .replaceFirst(".* → \\w+: ", "");
        return row.startsWith("!")
                ? row
                : String.join(", ", List.of(row.split(", ")).stream().sorted().toList());
    }

    @Test
    void ofKafkaIsWhereTheRecordStoodBeforeTransformations() {
        SinkRecord record = record(null, value());
        SinkRecord routed = record.newRecord("other", 5, null, null, VALUE, value(), null);

        assertThat(Mapping.of("table=log\npk.mode=kafka", tables).read(routed))
                .contains("__connect_topic=sales, __connect_partition=0, __connect_offset=42");
    }

    @Test
    void ofTheRecordDeletesByTheKeyAlone() {
        String options = "table=two\npk.mode=record_key\ndelete.enabled=true\ninsert.mode=upsert";
        Mapping mapping = Mapping.of(options, tables);

        assertThat(mapping.map(record(key(), null)).rows()).singleElement().satisfies(row -> {
            assertThat(row.shape().operation()).hasToString("DELETE");
            assertThat(row.values()).containsExactly(7L, "us");
        });
        assertThat(mapping.read(record(null, null))).endsWith("pk.mode is record_key and the record has no key");
        assertThat(Mapping.of("table=two\npk.mode=record_key", tables).read(record(key(), null)))
                .endsWith("table 'two': the record has no value, and delete.enabled is false");
        assertThat(mapping.read(record(key(), "")))
                .endsWith("table 'two': the payload is empty, so there is no '$'; 'payload' reads it as it is");
    }

    @Test
    void withoutAValueMakeNoTable() {
        Tables none = Tables.of("CREATE TABLE other (a INT)");
        Mapping mapping = Mapping.of("table=t\nauto.create=true\npk.mode=record_key", none);

        assertThat(mapping.read(record(key(), null)))
                .endsWith("table 't': the record has no value, and delete.enabled is false");
        assertThat(none.made()).isEmpty();
    }

    @Test
    void haveATableForEachTopicWhereTheMappingNamesThem() {
        Mapping mapping = Mapping.of("topics.to.tables.mapping=sales:one,other:absent", tables);
        SinkRecord other = record(null, value()).newRecord("other", 0, null, null, VALUE, value(), null);
        SinkRecord third = record(null, value()).newRecord("third", 0, null, null, VALUE, value(), null);

        assertThat(mapping.read(record(null, value()))).isEqualTo("top level → one: id=1, name=a, t=2.5");
        assertThat(mapping.read(third)).endsWith("topics.to.tables.mapping has no table for its topic");
        assertThatThrownBy(() -> mapping.map(other))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("writes to table 'absent', which does not exist");
    }

    @Test
    void makeTablesWithoutAGeneratedNumber() {
        assertMade("pk.mode=none", value(), "`id` BIGINT, `name` TEXT, `t` DOUBLE");
        assertMade("table=t", value(), "`id` BIGINT, `name` TEXT, `t` DOUBLE");
        assertMade("pk.mode=none\npk.fields=id", value(), "`id` BIGINT, `name` TEXT, `t` DOUBLE");
        assertMade(
                "pk.mode=kafka",
                value(),
                "`__connect_topic` VARCHAR(249) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL, "
                        + "`__connect_partition` INT NOT NULL, `__connect_offset` BIGINT NOT NULL, "
                        + "`id` BIGINT, `name` TEXT, `t` DOUBLE, "
                        + "PRIMARY KEY (`__connect_topic`, `__connect_partition`, `__connect_offset`)");
        assertMade(
                "pk.mode=record_key\ninsert.mode=upsert",
                value(),
                "`id` BIGINT NOT NULL, `region` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL, "
                        + "`name` TEXT, `t` DOUBLE, PRIMARY KEY (`id`, `region`)");
        assertMade(
                "pk.mode=record_header\npk.fields=id",
                value(),
                "`id` BIGINT NOT NULL, `name` TEXT, `t` DOUBLE, PRIMARY KEY (`id`)");
        assertMade(
                "pk.mode=record_value\npk.fields=name\ninsert.mode=upsert",
                value(),
                "`id` BIGINT, `name` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL, `t` DOUBLE, "
                        + "PRIMARY KEY (`name`)");
        assertMade(
                "pk.mode=record_value\ninsert.mode=upsert",
                value(),
                "`id` BIGINT NOT NULL, `name` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL, "
                        + "`t` DOUBLE NOT NULL, PRIMARY KEY (`id`, `name`, `t`)");
    }

    private void assertMade(String options, Struct value, String columns) {
        Tables made = Tables.of("CREATE TABLE other (a INT)");
        Mapping mapping = Mapping.of("table=t\nauto.create=true\n" + options, made);

        assertThat(mapping.read(record(key(), value))).doesNotContain("!");
        assertThat(made.made())
                .singleElement()
                .satisfies(sql -> assertThat(sql.replaceAll("\\s+", " "))
                        .isEqualTo("CREATE TABLE `t` ( " + columns + " ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"));
    }

    @Test
    void takeTheTextOfATypedRecordForAJsonDocument() {
        tables.create("CREATE TABLE docs (id BIGINT, name JSON)");
        Struct value = value().put("name", "{\"a\":1}");

        assertThat(Mapping.of("table=docs", tables).read(record(null, value)))
                .isEqualTo("top level → docs: id=1, name={\"a\":1}");
        assertThat(Mapping.of("table=docs", tables).read(Records.mqtt("x", "{\"name\":\"on\"}")))
                .isEqualTo("top level → docs: name=\"on\"");
    }
}
