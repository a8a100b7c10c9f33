// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.LocalTimes;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import io.mqttmysql.sink.value.JsonReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that go to the columns of their names. */
class FieldsTest {
    private final Tables tables = Tables.of(
            "CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY, temp DOUBLE, hum DOUBLE, Wifi_RSSI INT, wifi JSON)");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # every scalar field
            fields.include=*                        | {"temp":1,"hum":null,"wifi":{"x":1},"other":[1]} | hum=null, temp=1.0
            table=t                                 | {"temp":1,"TEMP2":2}                   | temp=1.0
            # numbers of the server's are the server's, unless named
            table=t                                 | {"HUM":2,"id":7}                       | hum=2.0
            fields.include=*                        | {"HUM":2,"ID":18446744073709551615}    | hum=2.0
            fields.include=*,id                     | {"HUM":2,"id":7}                       | hum=2.0, id=7
            fields.rename=nr:id                     | {"HUM":2,"nr":7}                       | hum=2.0, id=7
            pk.mode=record_value;pk.fields=id       | {"HUM":2,"id":7}                       | hum=2.0, id=7
            insert.mode=upsert                      | {"HUM":2,"id":7}                       | hum=2.0, id=7
            # named ones, whole objects too
            fields.include=temp,wifi                | {"temp":1,"hum":2,"wifi":{"x":1}}      | temp=1.0, wifi={"x":1}
            fields.include=*,wifi                   | {"temp":1,"hum":2,"wifi":[1]}          | hum=2.0, temp=1.0, wifi=[1]
            fields.exclude=hum                      | {"temp":1,"hum":2}                     | temp=1.0
            # renamed
            fields.rename=t:temp                    | {"t":1,"hum":2}                        | hum=2.0, temp=1.0
            fields.rename=in:0:temp                 | {"in:0":1}                             | temp=1.0
            # nested
            flatten=true                            | {"Wifi":{"RSSI":7,"AP":1},"temp":1}    | Wifi_RSSI=7, temp=1.0
            flatten=true;fields.exclude=Wifi_RSSI   | {"Wifi":{"RSSI":7},"temp":1}           | temp=1.0
            flatten=true;fields.rename=a_b_c:temp   | {"a":{"b":{"c":5}}}                    | temp=5.0
            # a mapped column wins
            fields.include=*;column.temp=$.hum      | {"temp":1,"hum":2}                     | hum=2.0, temp=2.0
            # errors are of the record
            table=t                                 | {"temp":"warm"}                        | ! temp: the text 'warm' is not a number as JSON writes it
            table=t                                 | {"temp":1,"Temp":2}                    | ! temp: the fields 'temp' and 'Temp' both go to it; exclude or rename one (fields.exclude, fields.rename)
            fields.exclude=Temp                     | {"temp":1,"Temp":2}                    | temp=1.0
            flatten=true                            | {"Wifi":{"RSSI":7},"Wifi_RSSI":8}      | ! Wifi_RSSI: the record has two fields 'Wifi_RSSI', since flatten writes the member b of a as a_b; set flatten=false and map what is deeper by column.<column>, for example $.a.b
            flatten=true                            | {"Wifi":{"RSSI":7},"wifi_RSSI":8}      | ! Wifi_RSSI: the fields 'Wifi_RSSI' and 'wifi_RSSI' both go to it; exclude or rename one (fields.exclude, fields.rename)
            table=t                                 | {"":1," temp":2,"other":3}             | ! the record has a value for none of the mapped columns
            table=t                                 | 21.5                                   | ! the payload is not an object, so it has no fields; map columns by column.<column>
            table=t                                 | on                                     | ! the payload is not JSON at line 1, column 1; plain text is read whole, by 'payload', and has no parts
            table=t                                 | ``                                     | ! the payload is empty, so there is no '$'; 'payload' reads it as it is
            """)
    void goToTheColumnsOfTheirNames(String options, String payload, String expected) {
        String outcome =
                Mapping.of(options.replace(';', '\n') + "\ntable=t", tables).read(Records.mqtt("x", payload));
        String plain = outcome.replace("top level → t: ", "")
                .replace("! strategy 'top level', table 't': ", "! ")
                .replaceFirst("! strategy 'top level', table 't', column '(\\w+)': ", "! $1: ");
        assertThat(sorted(plain)).isEqualTo(expected);
    }

    private static String sorted(String row) {
        return row.startsWith("!")
                ? row
                : String.join(", ", List.of(row.split(", ")).stream().sorted().toList());
    }

    /** Whoever may add columns asks so for every record, before it looks at types. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fields.include=*                    | {"temp":1,"HUM":"x","wifi":{"x":1},"other":[1]} | true
            fields.include=*                    | {}                                              | true
            fields.include=*                    | {"temp":1,"other":2}                            | false
            fields.include=*                    | {"other":2,"temp":1}                            | false
            fields.include=*                    | {"other":null}                                  | false
            fields.include=*,other              | {"other":[1]}                                   | false
            fields.include=*;fields.exclude=o   | {"temp":1,"o":2}                                | true
            fields.include=*;fields.rename=o:hum | {"temp":1,"o":2}                               | true
            fields.include=*;fields.rename=temp:o | {"temp":1}                                    | false
            fields.include=*;flatten=true       | {"Wifi":{"RSSI":7}}                             | true
            fields.include=*;flatten=true       | {"Wifi":{"AP":7}}                               | false
            # a mapped column is there too
            fields.include=*;column.temp=$.hum  | {"temp":1,"hum":2}                              | true
            """)
    void mayAllHaveTheirColumns(String options, String payload, boolean haveAll) {
        WriteSpec write = Mapping.strategy(options.replace(';', '\n') + "\ntable=t")
                .write()
                .orElseThrow();
        TableDefinition table = tables.find(TableId.of("t")).orElseThrow();
        List<Column> mapped = write.content().columns().stream()
                .map(column -> table.column(column.name()).orElseThrow())
                .toList();
        FieldBindings fields = new FieldBindings(
                write,
                table,
                mapped,
                column -> new LocalClock(LocalTimes.UNSAID, ZoneOffset.UTC, guessed -> {}),
                field -> {});

        assertThat(fields.haveAll(
                        RecordView.of(Records.mqtt("x", payload), "x", new JsonReader(64, 10_000), ZoneOffset.UTC)))
                .isEqualTo(haveAll);
    }

    @Test
    void areThoseOfTheElementWithRows() {
        assertThat(Mapping.of("table=t\nrows=$.*", tables)
                        .read(Records.mqtt("x", "{\"a\":{\"temp\":1},\"b\":{\"hum\":2}}")))
                .isEqualTo("top level → t: temp=1.0\ntop level → t: hum=2.0");
        assertThat(Mapping.of("table=t\nrows=$.*", tables).read(Records.mqtt("x", "{\"a\":5}")))
                .isEqualTo("! strategy 'top level', table 't': in element 'a' of rows: the element of rows is not an "
                        + "object, so it has no fields; map columns by column.<column>");
    }

    @Test
    void areLeftOutWhereTheServerComputesTheColumn() {
        tables.create("CREATE TABLE sums (a INT, total INT AS (a * 2), at DATETIME NOT NULL DEFAULT (now()))");

        assertThat(Mapping.of("table=sums", tables).read(Records.mqtt("x", "{\"a\":1,\"total\":5}")))
                .isEqualTo("top level → sums: a=1");
        assertThat(Mapping.of("table=sums\nauto.evolve=true", tables)
                        .read(Records.mqtt("x", "{\"a\":1,\"TOTAL\":5,\"at\":\"2026-01-02T03:04:05\"}")))
                .isEqualTo("top level → sums: a=1, at=2026-01-02T03:04:05");
        assertThat(tables.made()).isEmpty();
    }

    @Test
    void areReadFromStructsAndMaps() {
        Schema schema = SchemaBuilder.struct()
                .field("temp", Schema.FLOAT64_SCHEMA)
                .field("hum", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();

        assertThat(Mapping.of("table=t", tables).read(Records.value("x", schema, new Struct(schema).put("temp", 2.5))))
                .isEqualTo("top level → t: temp=2.5, hum=null");
        assertThat(Mapping.of("table=t", tables).read(Records.value("x", null, Map.of("temp", 3))))
                .isEqualTo("top level → t: temp=3.0");
    }

    @Test
    void areTheKeyOfAnUpsertAndMustNotBeLeftOut() {
        tables.create("CREATE TABLE k (room VARCHAR(9) PRIMARY KEY, temp DOUBLE NOT NULL)");
        Mapping mapping = Mapping.of("table=k\ninsert.mode=upsert", tables);

        assertThat(mapping.read(Records.mqtt("x", "{\"room\":\"a\",\"temp\":1}")))
                .isEqualTo("top level → k: room=a, temp=1.0");
        assertThat(mapping.map(Records.mqtt("x", "{\"room\":\"a\",\"temp\":1}"))
                        .rows()
                        .get(0)
                        .shape()
                        .keyColumns())
                .containsExactly("room");
        assertThat(mapping.read(Records.mqtt("x", "{\"room\":\"a\"}")))
                .endsWith(
                        "column 'temp': the record has no field for it, and the column is NOT NULL without a default");
        assertThat(mapping.read(Records.mqtt("x", "{\"room\":null,\"temp\":1}")))
                .endsWith("column 'room': the field's value is null, and the column is NOT NULL");
    }

    @Test
    void withoutAColumnAreNamedOnceAStrategy() {
        List<String> warnings = new ArrayList<>();
        IgnoredFields ignored = new IgnoredFields(warnings::add);

        ignored.ignored("a", TableId.of("t"), "x\ny");
        ignored.ignored("a", TableId.of("t"), "z");
        ignored.ignored("b", TableId.of("t"), "z");

        assertThat(warnings)
                .hasSize(2)
                .first()
                .isEqualTo(
                        "Strategy 'a' - table 't' has no column for the field 'x?y', which is left out, as are others "
                                + "that may follow; add a column, set auto.evolve=true, or exclude it with fields.exclude");
    }
}
