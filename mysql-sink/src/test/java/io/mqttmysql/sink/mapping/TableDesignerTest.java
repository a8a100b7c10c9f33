// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.value.JsonReader;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableDesignerTest {
    private static TableDesign design(String properties, String payload) {
        WriteSpec write = StrategyOptions.parse(Mapping.settings(properties), new ConfigProblems())
                .orElseThrow()
                .strategies()
                .get(0)
                .write()
                .orElseThrow();
        Optional<RecordView> sample = Optional.ofNullable(payload)
                .map(text -> RecordView.of(
                                Records.mqtt("Home/a", text), "Home/a", new JsonReader(64, 10_000), ZoneOffset.UTC)
                        .withCaptures(Map.of("room", "a")));
        return TableDesigner.design(write, TableId.of("t"), sample);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the configuration says it
            $.t as decimal(5,2)                     | {"t":"x"}         | DECIMAL(5,2)    | KNOWN
            $.t from epoch_s                        | ``                | DATETIME(3)     | KNOWN
            $.t from epoch_us                       | ``                | DATETIME(6)     | KNOWN
            $.t from iso8601                        | ``                | DATETIME(3)     | KNOWN
            $.t from pattern 'dd.MM.yyyy'           | ``                | DATE            | KNOWN
            $.t from pattern 'HH:mm'                | ``                | TIME(3)         | KNOWN
            $.t from pattern 'dd.MM.yyyy HH:mm xxx' | ``                | DATETIME(3)     | KNOWN
            $.t from boolean                        | {"t":"on"}        | BOOLEAN         | KNOWN
            $.t from hex                            | {"t":"00"}        | VARBINARY(1024) | KNOWN
            $.t from map 'a'=1, 'b'=2               | {"t":"a"}         | BIGINT          | KNOWN
            $.t from map 'a'=1, 'b'=2.5, 'c'=null   | {"t":"a"}         | DOUBLE          | KNOWN
            $.t from map 'a'=-1, 'b'=9223372036854775808 | {"t":"a"}    | DECIMAL(65,0)   | KNOWN
            $.t from map 'a'=null                   | {"t":"a"}         | VARCHAR(1024)   | KNOWN
            $.t from map 'a'=1, 'b'='c'             | {"t":"a"}         | VARCHAR(1024)   | KNOWN
            # it can only be one
            {room}                                  | ``                | VARCHAR(190)    | KNOWN
            mqtt.topic                              | ``                | VARCHAR(190)    | KNOWN
            mqtt.topic[0]                           | ``                | VARCHAR(190)    | KNOWN
            kafka.topic                             | ``                | VARCHAR(249)    | KNOWN
            kafka.partition                         | ``                | INT             | KNOWN
            kafka.offset                            | ``                | BIGINT          | KNOWN
            kafka.timestamp                         | ``                | DATETIME(3)     | KNOWN
            'x'                                     | ``                | VARCHAR(1024)   | KNOWN
            true                                    | ``                | BOOLEAN         | KNOWN
            # the record has it
            $.t                                     | {"t":1}           | BIGINT          | SEEN
            $.t                                     | {"t":-0}          | BIGINT          | SEEN
            $.t                                     | {"t":9007199254740993} | BIGINT     | SEEN
            $.t                                     | {"t":-9223372036854775808} | BIGINT | SEEN
            $.t                                     | {"t":9223372036854775807} | BIGINT  | SEEN
            $.t                                     | {"t":9223372036854775808} | BIGINT UNSIGNED | SEEN
            $.t                                     | {"t":18446744073709551615} | BIGINT UNSIGNED | SEEN
            $.t                                     | {"t":18446744073709551616} | DECIMAL(65,0) | SEEN
            $.t                                     | {"t":-9223372036854775809} | DECIMAL(65,0) | SEEN
            $.t                                     | {"t":1000000000000000000000000000000} | DECIMAL(65,0) | SEEN
            # no column of numbers has as many digits
            $.t                                     | {"t":100000000000000000000000000000000000000000000000000000000000000000} | DOUBLE | SEEN
            # with a fraction or an exponent, whatever the value
            $.t                                     | {"t":1.5}         | DOUBLE          | SEEN
            $.t                                     | {"t":1.0}         | DOUBLE          | SEEN
            $.t                                     | {"t":1e3}         | DOUBLE          | SEEN
            $.t                                     | {"t":1.5e1}       | DOUBLE          | SEEN
            18446744073709551616                    | ``                | DECIMAL(65,0)   | KNOWN
            9223372036854775807                     | ``                | BIGINT          | KNOWN
            1                                       | ``                | BIGINT          | KNOWN
            1.0                                     | ``                | DOUBLE          | KNOWN
            $.t                                     | {"t":true}        | BOOLEAN         | SEEN
            $.t                                     | {"t":"x"}         | VARCHAR(1024)   | SEEN
            $.t                                     | {"t":[1]}         | JSON            | SEEN
            $                                       | {"t":[1]}         | JSON            | SEEN
            key                                     | ``                | VARCHAR(190)    | SEEN
            header['mqtt.qos']                      | ``                | VARCHAR(1024)   | SEEN
            payload                                 | 21.5              | DOUBLE          | SEEN
            payload                                 | 21.0              | DOUBLE          | SEEN
            payload                                 | 1e3               | DOUBLE          | SEEN
            payload                                 | -21               | BIGINT          | SEEN
            payload                                 | ` 9007199254740993 ` | BIGINT       | SEEN
            payload                                 | 9223372036854775808 | BIGINT UNSIGNED | SEEN
            payload                                 | 007               | VARCHAR(1024)   | SEEN
            payload                                 | -                 | VARCHAR(1024)   | SEEN
            payload                                 | on                | VARCHAR(1024)   | SEEN
            # only the default tells, or nothing does
            $.t default 0                           | {}                | DOUBLE          | SEEN
            $.t                                     | {}                | VARCHAR(1024)   | GUESSED
            $.t                                     | {"t":null}        | VARCHAR(1024)   | GUESSED
            $.t                                     | on                | VARCHAR(1024)   | GUESSED
            """)
    void infersTypes(String expression, String payload, String type, String basis) {
        ColumnDesign column = design("match=Home/{room}\ncolumn.c=" + expression, payload)
                .columns()
                .get(0);
        assertThat(column.declaration() + " " + column.basis()).isEqualTo(type + " " + basis);
    }

    @Test
    void neverMakesAKeyOfLongText() {
        String long1 = "x".repeat(2_000);

        assertThat(design(
                                "pk.fields=C\ninsert.mode=upsert\ncolumn.c=$.a\ncolumn.d=$.b",
                                "{\"a\":\"" + long1 + "\",\"b\":\"" + long1 + "\"}")
                        .createTable())
                .isEqualTo("""
                CREATE TABLE `t` (
                  `c` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
                  `d` TEXT,
                  PRIMARY KEY (`C`)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""");
    }

    @Test
    void makesColumnsOfFieldsThatARecordHas() {
        TableDesign design = design(
                "column.at=kafka.timestamp\nfields.include=*\nfields.rename=b:bee\nflatten=true",
                "{\"a\":1,\"b\":\"x\",\"AT\":2,\"c\":{\"d\":false},\"e\":[1]}");

        assertThat(design.columns().stream()
                        .map(c -> c.name() + " " + c.declaration())
                        .collect(Collectors.joining(", ")))
                .isEqualTo("at DATETIME(3), a BIGINT, bee VARCHAR(1024), c_d BOOLEAN");
        assertThat(design("table=t", null).columns()).isEmpty();
    }
}
