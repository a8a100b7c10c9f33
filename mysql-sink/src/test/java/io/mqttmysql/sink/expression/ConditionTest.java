// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final JsonReader JSON = new JsonReader(64, 10_000);

    private static RecordView view(String payload) {
        SinkRecord record = Records.mqtt("Home/kitchen/t", payload);
        record.headers()
                .addString("mqtt.retained", "false")
                .addString("unit", "C")
                .addString("a-b", "7");
        return RecordView.of(record, "Home/kitchen/t", JSON, ZoneOffset.UTC).withCaptures(Map.of("room", "kitchen"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # a path alone: there is a value, neither null nor false
            $.a              | {"a":1}                  | true
            $.a              | {"a":0}                  | true
            $.a              | {"a":""}                 | true
            $.a              | {"a":"false"}            | true
            $.a              | {"a":{}}                 | true
            $.a              | {"a":false}              | false
            $.a              | {"a":null}               | false
            $.a              | {}                       | false
            $.a              | ``                       | false
            not $.a          | {"a":false}              | true
            not $.a          | {"a":null}               | true
            not $.a          | {}                       | true
            not $.a          | {"a":true}               | false
            # comparisons: numbers by value, texts by their text, and what is missing equals null
            $.a = 1          | {"a":1.0}                | true
            $.a = 1          | {"a":"1"}                | true
            $.a = 1          | {"a":true}               | false
            $.a = 1          | {"a":"x"}                | false
            $.a = 1          | {"a":1e99999}            | false
            $.a='ON'         | {"a":"ON"}               | true
            $.a='ON'         | {"a":"on"}               | false
            $['a b'] != 'x'  | {"a b":"y"}              | true
            $.a != 'x'       | {}                       | true
            $.a != 'x'       | {"a":"x"}                | false
            $.a = true       | {"a":true}               | true
            $.a = true       | {"a":false}              | false
            $.a = null       | {"a":null}               | true
            $.a = null       | {}                       | true
            $.a != null      | {"a":0}                  | true
            $.a = 'it''s'    | {"a":"it's"}             | true
            $.a = '{"b":1}'  | {"a":{"b":1}}            | true
            # a path that cannot go on is one that is not there
            $.a              | 42                       | false
            $.a              | "online"                 | false
            $.a              | []                       | false
            $.a.b            | {"a":"{}"}               | false
            $.a.b = 1        | {"a":7}                  | false
            not $.a.b        | {"a":7}                  | true
            $.a[0]           | {"a":{"0":1}}            | false
            # other places
            {room} = 'kitchen'            | x           | true
            mqtt.topic[0] = 'Home'        | x           | true
            payload = 'x'                 | x           | true
            payload != ''                 | ``          | false
            payload = 21.5                | 21.50       | true
            mqtt.retained                 | x           | false
            not mqtt.retained             | x           | true
            mqtt.retained = false         | x           | true
            header.unit = 'C'             | x           | true
            header.a-b=7                  | x           | true
            header['unit'] != 'F'         | x           | true
            header.nothing                | x           | false
            # one of a list, or none of it
            payload in ('unknown', 'unavailable', 'None') | unavailable | true
            payload in ('unknown','unavailable')          | 21.5  | false
            payload not in ('unknown', 'unavailable')     | 21.5  | true
            not payload in ('unknown', 'unavailable')     | unknown | false
            $.a IN (1, 'x', null)         | {"a":"1.0"} | true
            $.a in (1, 'x', null)         | {}          | true
            $.a NOT IN (1, 2)             | {}          | true
            $.a in( 1 ) AND $.b = 2       | {"a":1,"b":2} | true
            # steps
            payload from split ';' 1 = 'ok'       | 17;ok  | true
            payload from split ';' 1 in ('ok')    | 17;bad | false
            payload from number then scale 10 = 205 | 20.5 °C | true
            payload from boolean                  | OFF    | false
            not payload from boolean              | off    | true
            payload from match 'E([0-9]+)'        | ok     | false
            $.m from json $.a = 1                 | {"m":"{\\"a\\":1}"} | true
            $.m from json $.a.b                   | {"m":"{\\"a\\":1}"} | false
            $.t from iso8601 in ('2026-01-01T00:00:00') | {"t":"2026-01-01T00:00:00"} | true
            $.t from iso8601 in Europe/Berlin then truncate '1d' = '2025-12-31T00:00:00Z' | {"t":"2026-01-01T00:30"} | true
            $.c from hex = 31                     | {"c":"1F"} | true
            $.c from hex in (31, 255)             | {"c":"FF"} | true
            $.c from hex != 31                    | {"c":"1F"} | false
            $.c from boolean = 1                  | {"c":"on"} | true
            $.c from boolean = true               | {"c":"on"} | true
            $.c from iso8601 = '2026-01-01T10:00:00' | {"c":"2026-01-01T10:00:00"} | true
            NOT $.a                               | {}         | true
            # all must hold
            $.a AND $.b      | {"a":1,"b":1}            | true
            $.a and $.b      | {"a":1}                  | false
            not $.a AND $.b = 2 AND $.c != 'x' | {"b":2} | true
            """)
    void holdsWhereEveryTermDoes(String when, String payload, boolean holds) {
        assertThat(Condition.parse(when).failingFor(view(payload)).isEmpty()).isEqualTo(holds);
    }

    @Test
    void saysWhichTermFails() {
        assertThat(Condition.parse("$.a AND $.b = 2 AND $.c").failingFor(view("{\"a\":1}")))
                .hasValueSatisfying(term -> assertThat(term.toString()).isEqualTo("$.b = 2"));
    }

    @Test
    void testsElementsByThemselves() {
        Condition condition = Condition.parse("$.a AND @.v != null AND @key = 1");
        RecordView record = view("{\"a\":1,\"r\":[{\"v\":1},{\"v\":2},{}]}");

        assertThat(condition.failingFor(record)).isEmpty();
        assertThat(ElementsPath.parse("$.r[*]").elements(record.payload()))
                .extracting(element -> condition.holdsForElement(record.withElement(element)))
                .containsExactly(false, true, false);
    }

    @Test
    void cannotBeAnsweredWhereThePayloadIsNotJson() {
        assertThatThrownBy(() -> Condition.parse("$.a").failingFor(view("on")))
                .isInstanceOf(BadValue.class)
                .hasMessage(
                        "the payload is not JSON at line 1, column 1; plain text is read whole, by 'payload', and has no parts");
    }

    @Test
    void cannotBeAnsweredWhereAStepCannotReadTheValue() {
        assertThatThrownBy(() -> Condition.parse("payload from number = 1").failingFor(view("on")))
                .isInstanceOf(BadValue.class)
                .hasMessage("the text 'on' does not begin with a number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.a $.b        | at "$.b" (character 5): expected AND or the end
            $.a OR $.b     | at "OR $.b" (character 5): terms are joined by AND only; write a second strategy for the other case
            $.a > 1        | at "> 1" (character 5): a condition compares by =, != and in (…) only
            $.a == 1       | at "= 1" (character 6): one = compares
            $.a = ON       | at "ON" (character 7): a literal is expected: 'text', a number, true, false or null; for a text write 'ON'
            not $.a = 1    | at "not $.a = 1" (character 1): 'not' stands before a path alone or before in (…); for a comparison write !=
            1 = $.a        | at "1 = $.a" (character 1): a term begins with a path, for example $.state = 'ON'
            $.a AND        | at the end: a source is expected: a path such as $.temperature, payload, mqtt.topic, {capture}, key, header.<name>, kafka.timestamp or a literal
            $.a[*] = 1     | at "[*] = 1" (character 4): this names many values, but a column takes one; name one element, for example [0] or ['name'], or make a row of each with rows=$.a[*]
            mqtt.retain    | at "mqtt.retain" (character 1): only mqtt.topic and mqtt.topic[n] begin with 'mqtt'; for a header write header['mqtt.retain']
            $.a in 1       | at "1" (character 8): after 'in' comes a list; write for example in ('unknown', 'unavailable')
            $.a in ('x' 'y') | at "'y')" (character 13): the list is not closed; write ) after the last literal, and a comma between two
            $.a in ()      | at ")" (character 9): a literal is expected: 'text', a number, true, false or null
            not $.a not in (1) | at "not in (1)" (character 9): one 'not' is enough
            $.a then number from hex | at "from hex" (character 17): 'from' is the first step; further steps begin with then
            $.a from sqrt  | at "sqrt" (character 10): after 'from' comes one of epoch_s, epoch_ms, epoch_us, epoch_ns, iso8601, pattern, base64, hex, boolean, map, split, match, number, json
            header.a.b = 1 | at "header.a.b = 1" (character 1): a header is written header.name or header['name']; write header['a.b']
            """)
    void pointsAtThePlace(String when, String message) {
        assertThatThrownBy(() -> Condition.parse(when))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage(message);
    }
}
