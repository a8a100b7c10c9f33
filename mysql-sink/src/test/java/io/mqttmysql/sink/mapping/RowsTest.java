// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.SkipReason;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    private static final String READINGS = """
            match={device}/readings
            table=t
            rows=$.r[*]
            column.k=@key
            column.v=@.v
            column.d={device}
            """;

    private final Tables tables = Tables.of("CREATE TABLE t (k VARCHAR(9), v DOUBLE, d VARCHAR(9))");

    private String read(String properties, String payload) {
        return Mapping.of(properties, tables)
                .read(Records.mqtt("a/readings", payload))
                .replace("top level → t: ", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.r[*] | {"r":[{"v":1},{"v":2}]}        | d=a, k=0, v=1.0;d=a, k=1, v=2.0
            $.r.*  | {"r":[{"v":1},{"v":2}]}        | d=a, k=0, v=1.0;d=a, k=1, v=2.0
            $.r.*  | {"r":{"x":{"v":1},"y":{}}}     | d=a, k=x, v=1.0;d=a, k=y
            $.*    | {"r":{"v":1},"s":{"v":2}}      | d=a, k=r, v=1.0;d=a, k=s, v=2.0
            $[*]   | [{"v":1}]                      | d=a, k=0, v=1.0
            $['r'][0][*] | {"r":[[{"v":1}]]}        | d=a, k=0, v=1.0
            # no elements, no rows
            $.r[*] | {"r":[]}                       | ``
            $.r[*] | {"r":{}}                       | ``
            $.r[*] | {"r":null}                     | ``
            $.r[*] | {"q":1}                        | ``
            $.r[*] | ``                             | ! strategy 'top level': the payload is empty, so there is no '$.r'; 'payload' reads it as it is
            $.r[*] | null                           | ``
            # what cannot have elements is an error, and the record is reported as one
            $.r[*] | {"r":5}                        | ! strategy 'top level': 'rows' is $.r[*], but '$.r' is neither an array nor an object
            $.r[*] | on                             | ! strategy 'top level': the payload is not JSON at line 1, column 1; plain text is read whole, by 'payload', and has no parts
            $.r[*] | {"r":[{"v":1},{"v":"x"},{"v":"y"}]} | ! strategy 'top level', table 't', column 'v': in element '1' of rows: the text 'x' is not a number as JSON writes it
            """)
    void makesARowOfEachElement(String rows, String payload, String expected) {
        assertThat(read(READINGS.replace("$.r[*]", rows), payload)).isEqualTo(expected.replace(";d=", "\nd="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.m[*].p.*    | {"m":[{"p":{"a":{"v":1},"b":{"v":2}}},{"p":{"a":{"v":3}}}]} | d=0, k=a, v=1.0;d=0, k=b, v=2.0;d=1, k=a, v=3.0
            $.*.p[*]      | {"x":{"p":[{"v":1}]},"y":{"p":[{"v":2},{}]}} | d=x, k=0, v=1.0;d=y, k=0, v=2.0;d=y, k=1
            $[*][*]       | [[{"v":1}],[],[{"v":2}]] | d=0, k=0, v=1.0;d=2, k=0, v=2.0
            # an inner part that is not there has no elements
            $.m[*].p[*]   | {"m":[{},{"p":null},null,{"p":[]},{"p":[{"v":1}]}]} | d=4, k=0, v=1.0
            $.m[*].p[*]   | {"m":[]}         | ``
            $.m[*].p[*]   | {}               | ``
            # one that cannot have elements is an error
            $.m[*].p[*]   | {"m":[{"p":[]},{"p":5}]} | ! strategy 'top level': 'rows' is $.m[*].p[*], but '.p' of element '1' is neither an array nor an object
            $.m[*].p[*]   | {"m":[7]}        | ! strategy 'top level': '.p' looks for the member 'p' in '7'; a value alone is read by a path that ends here, or by 'payload'
            $[*][*]       | [[1],2]          | ! strategy 'top level': 'rows' is $[*][*], but element '1' is neither an array nor an object
            $.m[*].p[*]   | {"m":[{"p":[{"v":1},{"v":"x"}]}]} | ! strategy 'top level', table 't', column 'v': in element '0', '1' of rows: the text 'x' is not a number as JSON writes it
            """)
    void makesARowOfEachElementWithinAnElement(String rows, String payload, String expected) {
        assertThat(read(READINGS.replace("$.r[*]", rows).replace("{device}\n", "@^key\n"), payload))
                .isEqualTo(expected.replace(";d=", "\nd="));
    }

    @Test
    void takesTheElementAroundIt() {
        assertThat(read(
                        "table=t\nrows=$.m[*].p[*]\nwhen=@^.ok AND @ != 2\ncolumn.k=@^.name\ncolumn.v=@",
                        "{\"m\":[{\"name\":\"a\",\"ok\":true,\"p\":[1,2,3]},{\"name\":\"b\",\"p\":[4]}]}"))
                .isEqualTo("k=a, v=1.0\nk=a, v=3.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.n[*]        | $.v[@key]       | {"n":["s1","s2"],"v":[0.5,0.2]}           | k=s1, v=0.5;k=s2, v=0.2
            $.n[*]        | $.v[@key]       | {"n":["s1","s2"],"v":[0.5]}               | k=s1, v=0.5;k=s2
            $.n.*         | $.v[@key]       | {"n":{"a":"s1","b":"s2"},"v":{"b":7}}     | k=s1;k=s2, v=7.0
            $.n[*][*]     | $.v[@^key][@key] | {"n":[["s1"],["s2","s3"]],"v":[[1],[2,3]]} | k=s1, v=1.0;k=s2, v=2.0;k=s3, v=3.0
            $.n[*]        | $.v[@key].x     | {"n":["s1"],"v":[5]}                      | ! strategy 'top level', table 't', column 'v': in element '0' of rows: '$.v[@key].x' looks for the member 'x' in '5'; a value alone is read by a path that ends here, or by 'payload'
            """)
    void readsParallelArrays(String rows, String path, String payload, String expected) {
        assertThat(read("table=t\nrows=" + rows + "\ncolumn.k=@\ncolumn.v=" + path, payload))
                .isEqualTo(expected.replace(";k=", "\nk="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rows=$.a[*]   | column.v=@^.b        | column.v = '@^.b': @^ is the element around @, and rows has one wildcard; write two, for example $.messages[*].readings[*], or write @ without ^
            rows=$.a[*]   | column.v=@^key       | column.v = '@^key': @^ is the element around @, and rows has one wildcard; write two, for example $.messages[*].readings[*], or write @ without ^
            rows=$.a[*]   | column.v=$.b[@^key]  | column.v = '$.b[@^key]': @^ is the element around @, and rows has one wildcard; write two, for example $.messages[*].readings[*], or write @ without ^
            table=t       | column.v=$.b[@key]   | column.v = '$.b[@key]': @ is an element of rows, and rows is not set; set it, for example to $.readings[*], or write $ for the payload
            """)
    void anElementIsThereByRowsOnly(String rows, String column, String problem) {
        assertThat(Mapping.problems("table=t\n" + rows + "\n" + column)).isEqualTo(problem);
    }

    @Test
    void takesTheElementItself() {
        assertThat(read("table=t\nrows=$.*\ncolumn.k=@key\ncolumn.v=@", "{\"a\":1,\"b\":null,\"c\":\"2\"}"))
                .isEqualTo("k=a, v=1.0\nk=b, v=null\nk=c, v=2.0");
    }

    @Test
    void makesRowsOfStructsAndMaps() {
        Schema reading =
                SchemaBuilder.struct().field("v", Schema.FLOAT64_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .field("r", SchemaBuilder.array(reading).build())
                .build();
        Struct struct = new Struct(schema)
                .put("r", List.of(new Struct(reading).put("v", 1.0), new Struct(reading).put("v", 2.0)));
        String properties = "table=t\nrows=$.r[*]\ncolumn.k=@key\ncolumn.v=@.v";

        assertThat(Mapping.of(properties, tables).read(Records.value("home", schema, struct)))
                .isEqualTo("top level → t: k=0, v=1.0\ntop level → t: k=1, v=2.0");
        assertThat(Mapping.of(properties, tables)
                        .read(Records.value("home", null, Map.of("r", Map.of("x", Map.of("v", 3))))))
                .isEqualTo("top level → t: k=x, v=3.0");
    }

    @Test
    void choosesAmongRecordsByPathsAndAmongElementsByAtPaths() {
        String properties = READINGS + "when=$.ok AND @.v != 2\n";

        assertThat(read(properties, "{\"ok\":true,\"r\":[{\"v\":1},{\"v\":2},{\"v\":3}]}"))
                .isEqualTo("d=a, k=0, v=1.0\nd=a, k=2, v=3.0");
        assertThat(read(properties + "strategies.unmatched=report", "{\"ok\":false,\"r\":[{\"v\":1}]}"))
                .isEqualTo("! strategy 'none': no strategy takes it, and strategies.unmatched is 'report'");
    }

    @Test
    void countsATakenRecordThatMakesNoRow() {
        Mapping mapping = Mapping.of(READINGS + "strategies.unmatched=report", tables);

        MappedRecords mapped = mapping.map(Records.mqtt("a/readings", "{\"r\":[]}"));

        assertThat(mapped.rows()).isEmpty();
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.skipped()).extracting(SkippedRecord::reason).containsExactly(SkipReason.WITHOUT_ROWS);
    }

    @Test
    void refusesARecordThatMakesTooManyRowsOverAllItsStrategies() {
        String two = "strategies=a,b\ntable=t\nrows=$[*]\ncolumn.v=@\nstrategy.a.continue=true";

        assertThat(read("table=t\nrows=$[*]\ncolumn.v=@", "[" + "1,".repeat(999) + "1]")
                        .lines())
                .hasSize(1_000);
        assertThat(read("table=t\nrows=$[*]\ncolumn.v=@", "[" + "1,".repeat(1_000) + "1]"))
                .isEqualTo("! strategy 'top level': the record makes 1001 rows and max.rows is 1000");
        assertThat(read(two, "[" + "1,".repeat(500) + "1]"))
                .isEqualTo("! strategy 'b': the record makes 1002 rows and max.rows is 1000");
    }

    @Test
    void keepsNoRowWhereOneElementInAnyStrategyIsBad() {
        String two = "strategies=a,b\ntable=t\nrows=$[*]\ncolumn.v=@\nstrategy.a.continue=true\n"
                + "strategy.b.column.k='x'\nstrategy.b.column.d=@key from map '0'='a'";

        assertThat(read(two, "[1,2]"))
                .isEqualTo(
                        "! strategy 'b', table 't', column 'd': in element '1' of rows: the text '1' is not one of the "
                                + "texts that 'map' knows");
    }
}
