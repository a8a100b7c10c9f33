// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static io.mqttmysql.sink.testing.Mapping.problems;
import static io.mqttmysql.sink.testing.Mapping.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.UpdateMissing;
import io.mqttmysql.sink.strategy.AfterMatch;
import io.mqttmysql.sink.strategy.DeletePolicy;
import io.mqttmysql.sink.strategy.FieldSelection;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableChange;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.value.Nesting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyWriteOptionsTest {
    private static List<TableStrategy> strategies(String properties) {
        ConfigProblems problems = new ConfigProblems();
        return StrategyOptions.parse(settings(properties), problems)
                .orElseThrow(() -> new AssertionError(problems.toString()))
                .strategies();
    }

    private static WriteSpec write(String properties) {
        return strategies(properties).get(0).write().orElseThrow();
    }

    @Test
    void readsHowAStrategyWrites() {
        WriteSpec byDefault = write("column.t=$.t");
        assertThat(byDefault.rules().updateMissing()).isEqualTo(UpdateMissing.IGNORE);
        assertThat(byDefault.rules().newerBy()).isEmpty();
        assertThat(byDefault.rules().deletes()).isEqualTo(DeletePolicy.KEEP);
        assertThat(byDefault.target().changes()).isEmpty();
        assertThat(byDefault.content().rows()).isEmpty();
        assertThat(byDefault.content().fields()).isEmpty();

        WriteSpec update = write("column.t=$.t\ninsert.mode=update\nupdate.missing=report\ndelete.enabled=true\n"
                + "auto.create=true\nauto.evolve=true\nrows=$.a[*]");
        assertThat(update.rules().mode()).isEqualTo(InsertMode.UPDATE);
        assertThat(update.rules().updateMissing()).isEqualTo(UpdateMissing.REPORT);
        assertThat(update.rules().deletes()).isEqualTo(DeletePolicy.DELETE_ON_NULL);
        assertThat(update.target().changes()).containsExactlyInAnyOrder(TableChange.CREATE, TableChange.EVOLVE);
        assertThat(update.content().rows())
                .hasValueSatisfying(rows -> assertThat(rows.toString()).isEqualTo("$.a[*]"));
        assertThat(write("column.t=$.t\ninsert.mode=upsert\nupsert.newer.by=t")
                        .rules()
                        .newerBy())
                .contains("t");
        assertThat(write("column.t=$.t\ninsert.mode=insert_if_absent").rules().mode())
                .isEqualTo(InsertMode.INSERT_IF_ABSENT);
    }

    @Test
    void readsWhichFieldsGoToColumns() {
        assertThat(write("table=t").content().fields())
                .contains(new FieldSelection(Set.of("*"), Set.of(), Map.of(), Nesting.KEPT));
        assertThat(write("column.t=$.t\nfields.include=*, a b ,'c,d'\nfields.exclude=x\nfields.rename=input:0:input\n"
                                + "flatten=true")
                        .content()
                        .fields())
                .contains(new FieldSelection(
                        Set.of("*", "a b", "c,d"), Set.of("x"), Map.of("input:0", "input"), Nesting.FLATTENED));
        // of a table that is there already, or of a key that is made shorter, types may be what they want
        assertThat(write("pk.fields=a\ncolumn.a=$.a as VARCHAR(1000)").key().fields())
                .containsExactly("a");
        assertThat(write("auto.create=true\npk.fields=a,b\ncolumn.a=$.a as TEXT\ncolumn.b=$.b as VARCHAR(512)")
                        .key()
                        .fields())
                .containsExactly("a", "b");
        // two that change places, and one that is not taken, are no twins
        assertThat(write("fields.rename=a:b,b:a").content().fields()).isPresent();
        assertThat(write("fields.include=a,b\nfields.rename=a:b\nfields.exclude=b")
                        .content()
                        .fields())
                .isPresent();
        // what the top level says for others is not a mistake
        assertThat(strategies("strategies=a,b\nfields.exclude=x\nstrategy.a.column.t=$.t"))
                .hasSize(2);
    }

    @Test
    void takesWhatTheStrategyItIsLikeSays() {
        List<TableStrategy> strategies = strategies("""
                strategies=history,latest,third
                table=top
                column.at=kafka.timestamp
                strategy.history.match=Home/{room}
                strategy.history.when=$.t
                strategy.history.continue=true
                strategy.history.table=history
                strategy.history.column.room={room}
                strategy.history.missing=error
                strategy.latest.like=history
                strategy.latest.table=latest
                strategy.latest.insert.mode=upsert
                strategy.latest.column.AT=
                strategy.third.like=latest
                strategy.third.continue=false
                strategy.third.when=
                strategy.third.column.t=$.t
                """);
        TableStrategy latest = strategies.get(1);
        TableStrategy third = strategies.get(2);

        assertThat(latest.criteria().match()).hasSize(1);
        assertThat(latest.criteria().when().toString()).isEqualTo("$.t");
        assertThat(latest.afterMatch()).isEqualTo(AfterMatch.CONTINUE);
        assertThat(latest.write().orElseThrow().target().table().text()).isEqualTo("latest");
        assertThat(latest.write().orElseThrow().content().columns())
                .extracting(MappedColumn::name)
                .containsExactly("room");
        assertThat(third.afterMatch()).isEqualTo(AfterMatch.STOP);
        assertThat(third.criteria().when().terms()).isEmpty();
        assertThat(third.write().orElseThrow().rules().mode()).isEqualTo(InsertMode.UPSERT);
        assertThat(third.write().orElseThrow().content().columns())
                .extracting(MappedColumn::name)
                .containsExactly("room", "t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # like
            strategies=ab,b;strategy.b.like=a     | strategy.b.like = 'a': there is no such strategy; there are: ab, b
            strategies=rooms,b;strategy.b.like=roms | strategy.b.like = 'roms': there is no such strategy; did you mean 'rooms'?
            strategies=a,b;strategy.a.like=b;strategy.b.like=a;strategy.a.table=t | strategy.b.like = 'a': strategies cannot be like each other in a circle (a is like b is like a); set it on one of them only
            strategies=a;strategy.a.like=a        | strategy.a.like = 'a': strategies cannot be like each other in a circle (a is like a); set it on one of them only
            like=a                                | like = 'a': it concerns one strategy; write strategy.<name>.like
            # when
            strategies=a;when=$.x                 | when = '$.x': it concerns one strategy; write strategy.a.when
            when=$.a or $.b                       | when = '$.a or $.b': at "or $.b" (character 5): terms are joined by AND only; write a second strategy for the other case
            when={room} = 'x'                     | when = '{room} = 'x'': {room} is captured by no filter, as match is not set; set it, for example to Home/{room}/#
            when=@.x                              | when = '@.x': @ is an element of rows, and rows is not set; set it, for example to $.readings[*], or write $ for the payload
            # rows
            rows=$.a                              | rows = '$.a': at the end: a path of rows ends in [*] or .*; write $.a[*]
            rows=$..r[*]                          | rows = '$..r[*]': at "..r[*]" (character 2): a path of rows has one wildcard, [*] or .*, at its end, and may have one before it; all else are names and indexes; write for example $.readings[*]
            rows=$.a[*].b                         | rows = '$.a[*].b': at the end: a wildcard stands last, and at most one before it; what is below an element is written @… in columns, for example column.value=@.value
            rows=$.a[*].b[*].c[*]                 | rows = '$.a[*].b[*].c[*]': at ".c[*]" (character 12): a wildcard stands last, and at most one before it; what is below an element is written @… in columns, for example column.value=@.value
            rows=$.a[*].b[@key][*]                | rows = '$.a[*].b[@key][*]': at "@key][*]" (character 10): in brackets stands an index, for example [0], or a name in quotes, for example ['name']
            rows=a[*]                             | rows = 'a[*]': at "a[*]" (character 1): a path starts with $
            column.t=@.t                          | column.t = '@.t': @ is an element of rows, and rows is not set; set it, for example to $.readings[*], or write $ for the payload
            # topics.regex
            strategies=a;strategy.a.topics.regex=home( | strategy.a.topics.regex = 'home(': not a regular expression (Unclosed group near character 6)
            # fields
            column.t=1;fields.exclude=x           | fields.exclude = 'x': it has no effect, since columns are mapped and fields.include is not set; set that to * for all fields besides, or remove it
            column.t=1;flatten=true               | flatten = 'true': it has no effect, since columns are mapped and fields.include is not set; set that to * for all fields besides, or remove it
            fields.rename=a                       | fields.rename = 'a': 'a' is not of the form field:column
            fields.include=temp,hum;fields.rename=tmp:t | fields.rename = 'tmp:t': 'tmp' is not among fields.include; did you mean 'temp'?
            fields.rename=a:b,c:b                 | fields.rename = 'a:b,c:b': 'a' and 'c' both go to the column 'b', and a record may have both; let each have a column of its own, or take them by two strategies
            fields.rename=a:b,c:B                 | fields.rename = 'a:b,c:B': 'a' and 'c' both go to the column 'B', and a record may have both; let each have a column of its own, or take them by two strategies
            fields.rename=a:b,a:c                 | fields.rename = 'a:b,a:c': 'a' is renamed to 'b' and to 'c'; keep one, and fill the other by column.<column>
            fields.include=a,b;fields.rename=a:b  | fields.rename = 'a:b': 'a' and 'b' both go to the column 'b', and a record may have both; let each have a column of its own, or take them by two strategies
            fields.include=temp,Temp              | fields.include = 'temp,Temp': 'Temp' and 'temp' both go to the column 'temp', and a record may have both; let each have a column of its own, or take them by two strategies
            fields.whitelist=a,A                  | fields.whitelist = 'a,A': 'A' and 'a' both go to the column 'a', and a record may have both; let each have a column of its own, or take them by two strategies
            # types of which no table can be made
            auto.create=true;pk.fields=A;column.a=$ as JSON | column.a = '$ as JSON': with auto.create it is in the key, and MySQL makes none of JSON; write as VARCHAR(190)
            auto.create=true;pk.fields=a;column.a=$.a as VARCHAR(769) | column.a = '$.a as VARCHAR(769)': with auto.create a key of MySQL would have 3076 bytes, four a character, and takes 3072; say a shorter type
            auto.create=true;pk.fields=a,b;column.a=$.a as VARCHAR(300);column.b=$.b as VARBINARY(2000) | column.b = '$.b as VARBINARY(2000)': with auto.create a key of MySQL would have 3200 bytes, four a character, and takes 3072; say a shorter type
            auto.create=true;column.a=$.a as VARCHAR(9000);column.b=$.b as VARCHAR(8000) | column.a = '$.a as VARCHAR(9000)': with auto.create a row of MySQL would have 68000 bytes, four a character, and takes 65535; say a shorter type
            # ways to write
            column.t=1;update.missing=insert      | update.missing = 'insert': it has no effect unless insert.mode is update; set that, or remove it
            column.t=1;upsert.newer.by=t          | upsert.newer.by = 't': it has no effect unless insert.mode is upsert; set that, or remove it
            column.t=1;insert.mode=upsert;upsert.newer.by=when | upsert.newer.by = 'when': 'when' is not a mapped column; there are: t (strategy 'top level')
            column.t=1;update.missing=add         | update.missing = 'add': write one of ignore, insert, report
            column.t=1;auto.create=yes            | auto.create = 'yes': write true or false
            strategies=a;strategy.a.column.t=1;strategy.a.pk.mode=record_key | strategy.a.pk.mode = 'record_key': with mapped columns the key is named by pk.fields; map it by column.<column>
            """)
    void saysWhatIsWrongAndWhatToWrite(String properties, String problem) {
        assertThat(problems(properties.replace(';', '\n')).lines()).contains(problem);
    }

    @Test
    void splitsListsOutsideQuotesAndBrackets() {
        assertThat(ListEntries.of(" a , b['x,y'],'c,''d', Tom's room ,"))
                .containsExactly("a", "b['x,y']", "c,'d", "Tom's room", "");
        assertThat(ListEntries.of("  ")).isEmpty();
    }
}
