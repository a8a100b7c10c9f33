// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.JsonPathParser;
import io.mqttmysql.sink.payload.Payload;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.JsonReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
    private static final String DOCUMENT = """
            {"a":{"b":21.50,"a b":[10,20,30],"":0},"größe":1,"_x1":2,"it's":3,"say \\"hi\\"":4,"☺":5,
             "n":null,"t":true,"deep":[[{"x":"y"}]],"1":6,"tab\\t":7}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            $.a.b              | 21.50
            $['a']["b"]        | 21.50
            $.a['a b'][0]      | 10
            $.a['a b'][-1]     | 30
            $.a['a b'][-3]     | 10
            $.a['a b'][3]      | MISSING
            $.a['a b'][-4]     | MISSING
            $.a['a b']         | JsonText[text=[10,20,30]]
            $[ 'a' ][ 'b' ]    | 21.50
            # names
            $.größe            | 1
            $._x1              | 2
            $['it\\'s']        | 3
            $["it's"]          | 3
            $['say "hi"']      | 4
            $['\\u263a']       | 5
            $['tab\\t']        | 7
            $['1']             | 6
            $.a['']            | 0
            # nothing there, and null
            $.nowhere          | MISSING
            $.nowhere.deeper   | MISSING
            $.n                | NULL
            $.n.deeper         | MISSING
            # deeper
            $.t                | true
            $.deep[0][0].x     | y
            $.deep[-1]         | JsonText[text=[{"x":"y"}]]
            """)
    void findsAtMostOneValue(String path, String found) {
        Payload payload = new Payload(DOCUMENT, null, new JsonReader(64, 10_000));

        Object value = payload.find(JsonPathParser.parse(new Cursor(path)));

        assertThat(value == null ? null : value.toString()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.t.deeper         | the member 'deeper' in 'true'
            $.a[0]             | the element 0 in an object
            $.deep.x           | the member 'x' in an array
            """)
    void saysWhatItCannotLeadOnFrom(String path, String met) {
        Payload payload = new Payload(DOCUMENT, null, new JsonReader(64, 10_000));
        JsonPath parsed = JsonPathParser.parse(new Cursor(path));

        assertThatThrownBy(() -> payload.find(parsed))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith("'" + path + "' looks for " + met);
    }
}
