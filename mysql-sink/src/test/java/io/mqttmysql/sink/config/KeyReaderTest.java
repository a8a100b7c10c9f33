// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static io.mqttmysql.sink.testing.Mapping.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.testing.Mapping;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pk.mode goes with which insert.mode and delete.enabled, and what pk.fields has to say. */
class KeyReaderTest {
    private static final String NO_DELETES =
            "a record that deletes has nothing but its key; set pk.mode=record_key, or map the key's columns by "
                    + "column.<column>";

    private static final List<String> WAYS = List.of(
            "insert.mode=insert",
            "insert.mode=insert_if_absent",
            "insert.mode=upsert",
            "insert.mode=update",
            "delete.enabled=true");

    private static WriteSpec write(String properties) {
        return Mapping.strategy(properties).write().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # pk.mode | pk.fields | insert, insert_if_absent, upsert, update, insert with deletes
            none          | id        | yes pk.mode pk.mode pk.mode delete.enabled
            kafka         | ``        | yes yes yes yes delete.enabled
            kafka         | t,p,o     | yes yes yes yes delete.enabled
            kafka         | t,p       | pk.fields pk.fields pk.fields pk.fields delete.enabled
            record_key    | ``        | yes yes yes yes yes
            record_key    | id        | yes yes yes yes yes
            record_key    | id, ID    | pk.fields pk.fields pk.fields pk.fields pk.fields
            record_value  | ``        | yes yes yes yes delete.enabled
            record_value  | id        | yes yes yes yes delete.enabled
            record_header | id        | yes yes yes yes delete.enabled
            record_header | ``        | pk.fields pk.fields pk.fields pk.fields delete.enabled
            Record_Key    | id        | yes yes yes yes yes
            key           | id        | pk.mode pk.mode pk.mode pk.mode pk.mode
            # not set: pk.fields, or the table's primary key, are fields
            ``            | id        | yes yes yes yes delete.enabled
            """)
    void saysWhichGoTogether(String pkMode, String pkFields, String verdicts) {
        String key = "pk.mode=" + pkMode + "\npk.fields=" + pkFields + "\n";
        assertThat(WAYS.stream().map(way -> verdict(key + way)).collect(Collectors.joining(" ")))
                .isEqualTo(verdicts);
    }

    /** The first key with a problem. */
    private static String verdict(String properties) {
        String problems = problems(properties);
        return problems.isEmpty() ? "yes" : problems.split("[ :]")[0];
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pk.mode=none;insert.mode=upsert         | pk.mode = 'none': insert.mode=upsert needs a key; set pk.mode to record_key, record_value or record_header, or remove it: pk.fields, or else the table's primary key, are then fields
            pk.mode=kafka;pk.fields=a               | pk.fields = 'a': with pk.mode=kafka it names three columns, of topic, partition and offset, or none for __connect_topic, __connect_partition, __connect_offset
            pk.mode=record_header                   | pk.fields = '': with pk.mode=record_header it names the headers that are the key; name at least one
            pk.mode=record_key;pk.fields=a,A        | pk.fields = 'a,A': 'A' is listed twice; remove one
            pk.mode=record_key;pk.fields=a\\\\b      | pk.fields = 'a\\b': MySQL's driver does not take a backslash in the name of a column
            pk.fields=a\\\\b                         | pk.fields = 'a\\b': MySQL's driver does not take a backslash in the name of a column
            pk.mode=record_key;rows=$.a[*]          | pk.mode = 'record_key': the rows that one record makes by rows would all have the same key; map columns by column.<column> and name the key in pk.fields
            pk.mode=record_key;column.a=1           | pk.mode = 'record_key': with mapped columns the key is named by pk.fields; map it by column.<column>
            pk.mode=both                            | pk.mode = 'both': write one of none, kafka, record_key, record_value, record_header
            strategies=s;delete.enabled=true;strategy.s.pk.mode=kafka | delete.enabled = 'true': a record that deletes has nothing but its key; set strategy.s.pk.mode=record_key, or map the key's columns by column.<column>
            fields.whitelist=a;fields.include=b     | fields.whitelist: is another name of fields.include; remove one of the two
            topics.to.tables.mapping=a              | topics.to.tables.mapping = 'a': 'a' is not of the form topic:table
            topics.to.tables.mapping=a:b,a:c        | topics.to.tables.mapping = 'a:b,a:c': the topic 'a' is listed twice; remove one
            """)
    void saysWhatToWrite(String properties, String problem) {
        assertThat(problems(properties.replace(';', '\n')).lines()).contains(problem);
    }

    @Test
    void deletesNeedTheKeyOfTheRecordAlsoWithoutAKeyMode() {
        assertThat(problems("delete.enabled=true")).isEqualTo("delete.enabled = 'true': " + NO_DELETES);
        assertThat(problems("delete.enabled=true\ncolumn.a=key")).isEmpty();
    }

    @Test
    void anInheritedModeIsForStrategiesOfFieldsOnly() {
        String both = "strategies=a,b\npk.mode=record_key\nstrategy.a.column.x=1\nstrategy.b.table=t";
        assertThat(problems(both)).isEmpty();
        assertThat(write(both).key().mode()).isEmpty();
        assertThat(write(both.replace("a,b", "b,a")).key().mode()).contains(KeyMode.RECORD_KEY);
    }

    @Test
    void withoutStrategiesAndColumnsTheModeIsNone() {
        assertThat(write("table=t").key().mode()).contains(KeyMode.NONE);
        assertThat(write("strategies=a\nstrategy.a.table=t").key().mode()).isEmpty();
        assertThat(write("pk.fields=id").key().fields()).isEqualTo(List.of("id"));
        assertThat(write("pk.mode=none\npk.fields=id").key().fields()).isEmpty();
    }

    @Test
    void multiIsInsert() {
        assertThat(write("insert.mode=multi").rules().mode()).isEqualTo(InsertMode.INSERT);
        assertThat(write("insert.mode=MULTI").rules().mode()).isEqualTo(InsertMode.INSERT);
    }
}
