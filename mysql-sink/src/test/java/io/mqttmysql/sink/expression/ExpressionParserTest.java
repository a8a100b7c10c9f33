// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.expression.Source.Capture;
import io.mqttmysql.sink.expression.Source.Constant;
import io.mqttmysql.sink.expression.Source.ElementKey;
import io.mqttmysql.sink.expression.Source.ElementPath;
import io.mqttmysql.sink.expression.Source.HeaderValue;
import io.mqttmysql.sink.expression.Source.KafkaMetadata;
import io.mqttmysql.sink.expression.Source.KeyPath;
import io.mqttmysql.sink.expression.Source.KeyedPath;
import io.mqttmysql.sink.expression.Source.MatchedTopic;
import io.mqttmysql.sink.expression.Source.PayloadPath;
import io.mqttmysql.sink.expression.Source.TopicLevel;
import io.mqttmysql.sink.expression.Source.WholeKey;
import io.mqttmysql.sink.expression.Source.WholePayload;
import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.JsonPathParser;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.step.Arithmetic;
import io.mqttmysql.sink.step.Arithmetic.Operation;
import io.mqttmysql.sink.step.Base64Text;
import io.mqttmysql.sink.step.BooleanWords;
import io.mqttmysql.sink.step.DatePattern;
import io.mqttmysql.sink.step.Epoch;
import io.mqttmysql.sink.step.Epoch.Unit;
import io.mqttmysql.sink.step.HexText;
import io.mqttmysql.sink.step.Iso8601;
import io.mqttmysql.sink.step.JsonPart;
import io.mqttmysql.sink.step.LocalTimes;
import io.mqttmysql.sink.step.LocalTimes.Gap;
import io.mqttmysql.sink.step.LocalTimes.Overlap;
import io.mqttmysql.sink.step.NumberText;
import io.mqttmysql.sink.step.NumberText.Notation;
import io.mqttmysql.sink.step.Split;
import io.mqttmysql.sink.step.Step;
import io.mqttmysql.sink.step.Steps;
import io.mqttmysql.sink.step.Truncate;
import io.mqttmysql.sink.step.ValueMap;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.JsonPath.KeyOfElement;
import io.mqttmysql.sink.value.JsonPath.Member;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {
    private static ColumnExpression parse(String text) {
        return ColumnExpression.parse(text);
    }

    @Test
    void readsEverySource() {
        assertThat(parse("payload").source()).isEqualTo(new WholePayload());
        assertThat(parse("$.a.b").source()).isEqualTo(new PayloadPath(JsonPathParser.parse(new Cursor("$.a.b"))));
        assertThat(parse("$").source()).isEqualTo(new PayloadPath(JsonPathParser.parse(new Cursor("$"))));
        assertThat(parse("mqtt.topic").source()).isEqualTo(new MatchedTopic());
        assertThat(parse("mqtt.topic[2]").source()).isEqualTo(new TopicLevel(2));
        assertThat(parse("mqtt.topic[-1]").source()).isEqualTo(new TopicLevel(-1));
        assertThat(parse("{room-1}").source()).isEqualTo(new Capture("room-1"));
        assertThat(parse("key").source()).isEqualTo(new WholeKey());
        assertThat(parse("key $.id").source()).isEqualTo(new KeyPath(JsonPathParser.parse(new Cursor("$.id"))));
        assertThat(parse("key$.id").source()).isEqualTo(new KeyPath(JsonPathParser.parse(new Cursor("$.id"))));
        assertThat(parse("header.trace-id").source()).isEqualTo(new HeaderValue("trace-id"));
        assertThat(parse("header['mqtt.qos']").source()).isEqualTo(new HeaderValue("mqtt.qos"));
        assertThat(parse("@").source()).isEqualTo(new ElementPath(0, new JsonPath("@", List.of())));
        assertThat(parse("@.a['b']").source())
                .isEqualTo(new ElementPath(0, new JsonPath("@.a['b']", List.of(new Member("a"), new Member("b")))));
        assertThat(parse("@key").source()).isEqualTo(new ElementKey(0));
        assertThat(parse("@^key").source()).isEqualTo(new ElementKey(1));
        assertThat(parse("@^.a").source())
                .isEqualTo(new ElementPath(1, new JsonPath("@^.a", List.of(new Member("a")))));
        assertThat(parse("$.a[@key].b[@^key]").source())
                .isEqualTo(new KeyedPath(new JsonPath(
                        "$.a[@key].b[@^key]",
                        List.of(new Member("a"), new KeyOfElement(0), new Member("b"), new KeyOfElement(1)))));
        assertThat(parse("kafka.topic").source()).isEqualTo(KafkaMetadata.TOPIC);
        assertThat(parse("kafka.partition").source()).isEqualTo(KafkaMetadata.PARTITION);
        assertThat(parse("kafka.offset").source()).isEqualTo(KafkaMetadata.OFFSET);
        assertThat(parse("kafka.timestamp").source()).isEqualTo(KafkaMetadata.TIMESTAMP);
    }

    @Test
    void readsLiterals() {
        assertThat(literal("'it''s ''quoted'''")).isEqualTo("it's 'quoted'");
        assertThat(literal("''")).isEqualTo("");
        assertThat(literal("'as x'")).isEqualTo("as x");
        assertThat(literal("-12")).isEqualTo(-12L);
        assertThat(literal("1.50")).isEqualTo(new BigDecimal("1.50"));
        assertThat(literal("18446744073709551615")).isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(literal("true")).isEqualTo(true);
        assertThat(literal("false")).isEqualTo(false);
        assertThat(literal("null")).isNull();
    }

    private static Object literal(String text) {
        return ((Constant) parse(text).source()).literal().value();
    }

    @Test
    void readsTheParts() {
        ColumnExpression all = parse("  $.t as decimal( 10, 2 ) unsigned from epoch_ms  default 'none' ");

        assertThat(all.type()).contains("DECIMAL(10,2) UNSIGNED");
        assertThat(step(all)).isEqualTo(new Epoch(Unit.MILLISECONDS));
        assertThat(all.otherwise()).contains(new Literal("none"));
        assertThat(all.text()).isEqualTo("$.t as decimal( 10, 2 ) unsigned from epoch_ms  default 'none'");
        assertThat(parse("$.t").steps()).isEqualTo(Steps.NONE);
        assertThat(parse("$.t as int default null").otherwise()).contains(new Literal(null));
        assertThat(step(parse("$.t from epoch_s"))).isEqualTo(new Epoch(Unit.SECONDS));
        assertThat(step(parse("$.t from epoch_us"))).isEqualTo(new Epoch(Unit.MICROSECONDS));
        assertThat(step(parse("$.t from iso8601"))).isEqualTo(new Iso8601(LocalTimes.UNSAID));
        assertThat(step(parse("$.t from iso8601 in Europe/Berlin default 1")))
                .isEqualTo(new Iso8601(in("Europe/Berlin", null, null)));
        assertThat(parse("$.t").onError()).isEqualTo(OnError.REFUSE);
        assertThat(parse("$.t default 1 on  error  null").onError()).isEqualTo(OnError.NULL);
    }

    @Test
    void readsEncodingsWithTheirOwnWords() {
        assertThat(step(parse("$.t from base64"))).isEqualTo(new Base64Text());
        assertThat(step(parse("$.t from hex on error null"))).isEqualTo(new HexText(false));
        assertThat(step(parse("$.t from boolean"))).isEqualTo(BooleanWords.USUAL);
        assertThat(step(parse("$.t from boolean default false"))).isEqualTo(BooleanWords.USUAL);
        assertThat(step(parse("$.t from boolean 'An' 'Aus'"))).isEqualTo(new BooleanWords(Set.of("an"), Set.of("aus")));
        assertThat(parse("$.t from map 'a'=1,'b''s' = 'x, y' , 'c'=null default 0"))
                .satisfies(map -> {
                    assertThat(step(map))
                            .isEqualTo(new ValueMap(
                                    Map.of("a", new Literal(1L), "b's", new Literal("x, y"), "c", new Literal(null))));
                    assertThat(map.otherwise()).contains(new Literal(0L));
                });
        assertThat(step(parse("$.t from pattern 'dd.MM.yyyy''T''HH:mm' in Europe/Berlin")))
                .isInstanceOfSatisfying(DatePattern.class, pattern -> {
                    assertThat(pattern.pattern()).isEqualTo("dd.MM.yyyy'T'HH:mm");
                    assertThat(pattern.localTimes()).isEqualTo(in("Europe/Berlin", null, null));
                });
    }

    private static Step step(ColumnExpression expression) {
        return expression.steps().last().orElseThrow();
    }

    @Test
    void readsStepsFromLeftToRightAndTheTypeAmongThem() {
        ColumnExpression all =
                parse("payload from split ';' -1 then number decimal ',' then scale 0.1 as INT default 0");

        assertThat(all.steps().list())
                .containsExactly(
                        new Split(";", -1),
                        new NumberText(new Notation(',', Optional.empty()), Optional.empty()),
                        new Arithmetic(Operation.SCALE, new BigDecimal("0.1")));
        assertThat(all.type()).contains("INT");
        assertThat(parse("$.a then offset -40 then truncate '1h'").steps().list())
                .containsExactly(new Arithmetic(Operation.OFFSET, new BigDecimal("-40")), new Truncate(60));
        assertThat(parse("$.a from json then epoch_ns as DATETIME(6)").steps().list())
                .containsExactly(new JsonPart(JsonPath.ROOT), new Epoch(Unit.NANOSECONDS));
    }

    @Test
    void readsWhatLocalTimesMean() {
        assertThat(localTimes("iso8601 in Europe/Berlin overlap earlier gap reject default 'x'"))
                .isEqualTo(in("Europe/Berlin", Overlap.EARLIER, Gap.REJECT));
        assertThat(localTimes("iso8601 in +01:00  overlap  later on error null"))
                .isEqualTo(in("+01:00", Overlap.LATER, null));
        assertThat(localTimes("iso8601 overlap reject")).isEqualTo(in(null, Overlap.REJECT, null));
        assertThat(localTimes("pattern 'dd.MM.yyyy HH:mm' in\tUTC\tgap shift")).isEqualTo(in("UTC", null, Gap.SHIFT));
    }

    private static LocalTimes localTimes(String from) {
        return step(parse("$.t from " + from)).localTimes();
    }

    private static LocalTimes in(String zone, Overlap overlap, Gap gap) {
        return new LocalTimes(
                Optional.ofNullable(zone).map(ZoneId::of), Optional.ofNullable(overlap), Optional.ofNullable(gap));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # paths
            $.DS18B20-1      | at "-1" (character 10): the name 'DS18B20-1' needs quotes; write $['DS18B20-1']
            $.a.input:0.b    | at ":0.b" (character 10): the name 'input:0' needs quotes; write $.a['input:0']
            $.a.1            | at "1" (character 5): a name that starts with a digit needs quotes; write $.a[1] for an element of an array or $.a['1'] for a member
            $.2nd            | at "2nd" (character 3): the name '2nd' needs quotes; write $['2nd']
            $temperature     | at "temperature" (character 2): a dot is missing; write $.temperature
            $.a.             | at the end: a name is missing after the dot
            $..t             | at "..t" (character 2): this names many values, but a column takes one; name one element, for example [0] or ['name']
            $.a[*].b         | at "[*].b" (character 4): this names many values, but a column takes one; name one element, for example [0] or ['name'], or make a row of each with rows=$.a[*]
            $.a.*            | at ".*" (character 4): this names many values, but a column takes one; name one element, for example [0] or ['name'], or make a row of each with rows=$.a[*]
            @room            | at "room" (character 2): a dot is missing; write @.room
            @.a.1            | at "1" (character 5): a name that starts with a digit needs quotes; write @.a[1] for an element of an array or @.a['1'] for a member
            $.a[0,1]         | at ",1]" (character 6): this names many values, but a column takes one; name one element, for example [0] or ['name']
            $.a[01]          | at "01]" (character 5): '01' is not an index; write it without leading zeros
            $.a[b]           | at "b]" (character 5): in brackets stands an index, for example [0], or a name in quotes; write ['b']
            key $.a[@key]    | at "@key]" (character 9): in brackets stands an index, for example [0], or a name in quotes, for example ['name']
            $.a[(@.b)]       | at "(@.b)]" (character 5): in brackets stands an index, for example [0], or a name in quotes, for example ['name']
            $.a[]            | at "]" (character 5): in brackets stands an index, for example [0], or a name in quotes, for example ['name']
            $.a[?(@.b)]      | at "?(@.b)]" (character 5): this names many values, but a column takes one; name one element, for example [0] or ['name']
            $.a[:2]          | at ":2]" (character 5): this names many values, but a column takes one; name one element, for example [0] or ['name']
            $['a             | at "'a" (character 3): the closing quote ' is missing
            $['a'            | at the end: ']' is missing
            $['\\x']         | at "\\x']" (character 4): after \\ comes one of ' " \\ / b f n r t or u and four digits
            # captures
            ${room}          | at "${room}" (character 1): a capture has no dollar sign; write {room}
            {room            | at "{room" (character 1): a capture is written {name}, with letters, digits, '_' and '-'
            {rest#}          | at "{rest#}" (character 1): the # belongs into match; write {rest}
            {my room}        | at "{my room}" (character 1): a capture is written {name}, with letters, digits, '_' and '-'
            # words
            temperature      | at "temperature" (character 1): 'temperature' is not a source; for a member of the payload write $.temperature, for a text write 'temperature'
            payload.t        | at "payload.t" (character 1): 'payload' is the whole value and has no parts; where the payload is JSON, a part of it is $.t
            payload[1]       | at "payload[1]" (character 1): 'payload' is the whole value and has no parts; where the payload is JSON, a part of it is $[1]
            key.id           | at "key.id" (character 1): for a part of the record's key write key $.id
            mqtt.qos         | at "mqtt.qos" (character 1): only mqtt.topic and mqtt.topic[n] begin with 'mqtt'; for a header write header['mqtt.qos']
            mqtt.topics      | at "mqtt.topics" (character 1): only mqtt.topic and mqtt.topic[n] begin with 'mqtt'; for a header write header['mqtt.topics']
            mqtt.topic[a]    | at "a]" (character 12): a level is counted from 0, or from the end with -1; write mqtt.topic[0]
            header.mqtt.qos  | at "header.mqtt.qos" (character 1): a header is written header.name or header['name']; write header['mqtt.qos']
            kafka.key        | at "kafka.key" (character 1): of Kafka there are kafka.topic, kafka.partition, kafka.offset and kafka.timestamp
            "warm"           | at ""warm"" (character 1): a text stands in single quotes; write 'warm'
            'warm            | at "'warm" (character 1): the closing quote ' is missing
            +1               | at "+1" (character 1): '+1' is not a number as JSON writes it; for a text write '+1' in quotes
            007              | at "007" (character 1): '007' is not a number as JSON writes it; for a text write '007' in quotes
            ``               | at the end: a source is expected: a path such as $.temperature, payload, mqtt.topic, {capture}, key, header.<name>, kafka.timestamp or a literal
            # parts
            $.t * 2          | at "* 2" (character 5): a calculation is a step: then scale 0.1, then offset -40; two values are not combined
            $.t, $.u         | at ", $.u" (character 4): the name 't,' needs quotes; write $['t,']
            $.t to int       | at "to int" (character 5): expected 'as', 'from', 'then', 'default', 'on error null' or the end
            $.t as ENUM('a') | at "ENUM('a')" (character 8): after 'as' comes a MySQL type, for example INT UNSIGNED, DECIMAL(10,2) or VARCHAR(190)
            $.t as POINT     | at "POINT" (character 8): after 'as' comes a MySQL type, for example INT UNSIGNED, DECIMAL(10,2) or VARCHAR(190)
            $.t as number    | at "number" (character 8): after 'as' comes a MySQL type, for example INT UNSIGNED, DECIMAL(10,2) or VARCHAR(190)
            $.t as char(x)   | at "x)" (character 13): in parentheses stands a length, or precision and scale as in DECIMAL(10,2)
            $.t from unix    | at "unix" (character 10): after 'from' comes one of epoch_s, epoch_ms, epoch_us, epoch_ns, iso8601, pattern, base64, hex, boolean, map, split, match, number, json
            $.t from iso8601 in Berlin | at "Berlin" (character 21): 'Berlin' is not a time zone; write for example UTC, +02:00 or Europe/Berlin
            $.t from iso8601 in    | at the end: '' is not a time zone; write for example UTC, +02:00 or Europe/Berlin
            $.t from iso8601 in UTC overlap error | at "error" (character 33): after 'overlap' comes earlier, later or reject; without it a time that comes twice is the one nearer to the record's timestamp
            $.t from iso8601 gap later | at "later" (character 22): after 'gap' comes shift or reject
            $.t from iso8601 gap shift overlap later | at "overlap later" (character 28): 'overlap' is listed twice or too late; the order is: in, overlap, gap
            $.t from iso8601 overlap later in UTC | at "in UTC" (character 32): 'in' is listed twice or too late; the order is: in, overlap, gap
            $.t from iso8601 in UTC overlap later, x | at ", x" (character 38): one column takes one expression
            $.t from epoch_s overlap later | at "overlap later" (character 18): expected 'as', 'from', 'then', 'default', 'on error null' or the end
            $.t default 1 as int | at "as int" (character 15): 'as' is listed twice or too late; the order is: from, then, default, on error, with as anywhere before default
            $.t as int as int | at "as int" (character 12): 'as' is listed twice or too late; the order is: from, then, default, on error, with as anywhere before default
            $.t default off  | at "off" (character 13): a literal is expected: 'text', a number, true, false or null; for a text write 'off'
            # encodings
            $.t from pattern dd.MM | at "dd.MM" (character 18): a pattern stands in single quotes; write for example pattern 'dd.MM.yyyy HH:mm'
            $.t from pattern 'b'   | at "'b'" (character 18): 'b' is not a pattern of a date, a time or both (Unknown pattern letter: b); write for example 'dd.MM.yyyy HH:mm'
            $.t from pattern 'MM.yyyy' in UTC | at "'MM.yyyy' in UTC" (character 18): 'MM.yyyy' is not a pattern of a date, a time or both (it names neither); write for example 'dd.MM.yyyy HH:mm'
            $.t from pattern 'HH:mm 'Uhr      | at "Uhr" (character 26): expected 'as', 'from', 'then', 'default', 'on error null' or the end
            $.t from boolean 'on'  | at the end: boolean takes two words, for true and for false; write for example boolean 'on' 'off'
            $.t from boolean 'on' 'ON'   | at "'on' 'ON'" (character 18): the words for true and for false are the same (case does not count)
            $.t from map on=1      | at "on=1" (character 14): map takes texts in single quotes and what they stand for; write for example map 'on'=1, 'off'=0
            $.t from map 'on' 1    | at "1" (character 19): '=' is missing; write for example map 'on'=1, 'off'=0
            $.t from map 'on'=1,   | at the end: map takes texts in single quotes and what they stand for; write for example map 'on'=1, 'off'=0
            $.t from map 'on'=1, 'on'=2  | at "'on'=2" (character 22): 'on' is listed twice
            $.t from map 'on'=yes  | at "yes" (character 19): a literal is expected: 'text', a number, true, false or null; for a text write 'yes'
            # steps
            $.t from scale 2       | at "scale 2" (character 10): 'scale' says what is done with the value; write then scale
            $.t then scale         | at the end: 'scale' takes a number; write for example scale 0.1
            $.t then offset '1'    | at "'1'" (character 17): 'offset' takes a number; write for example offset 0.1
            $.t then truncate 1h   | at "1h" (character 19): 'truncate' takes one of '1m', '5m', '10m', '15m', '30m', '1h' and '1d'
            $.t then sqrt          | at "sqrt" (character 10): after 'then' comes scale, offset, truncate or one of epoch_s, epoch_ms, epoch_us, epoch_ns, iso8601, pattern, base64, hex, boolean, map, split, match, number, json
            $.t from hex from base64 | at "from base64" (character 14): 'from' is listed twice or too late; the order is: from, then, default, on error, with as anywhere before default; further steps begin with then
            $.t default 1 then number | at "then number" (character 15): 'then' is listed twice or too late; the order is: from, then, default, on error, with as anywhere before default
            $.t from split 0       | at "0" (character 16): split takes a separator and the number of a part, from 0, or from the end with -1; write for example split ';' 0
            $.t from split ';'     | at the end: split takes a separator and the number of a part, from 0, or from the end with -1; write for example split ';' 0
            $.t from split '' 0    | at "'' 0" (character 16): split takes a separator and the number of a part, from 0, or from the end with -1; write for example split ';' 0
            $.t from match [0-9]   | at "[0-9]" (character 16): match takes a regular expression; write for example match 'T=([0-9.]+)'
            $.t from match '('     | at "'('" (character 16): '(' is not a regular expression of RE2's kind, which knows neither look-around nor back references (missing closing ): ()
            $.t from match '(?=a)' | at "'(?=a)'" (character 16): '(?=a)' is not a regular expression of RE2's kind, which knows neither look-around nor back references (invalid or unsupported Perl syntax: (?=)
            $.t from match '(a)' 2 | at "2" (character 22): the expression has 1 groups, in parentheses; 0 is all that it finds
            $.t from number decimal 'ab' | at "'ab'" (character 25): 'decimal' takes one character that is neither a digit, a letter nor a sign; write for example decimal ','
            $.t from number grouped '.'  | at the end: 'decimal' and 'grouped' are the same: .
            $.t from number unit V | at "V" (character 22): a unit stands in single quotes; write for example unit 'kWh'
            $.t from number unit ' '   | at "' '" (character 22): the unit is empty; take it away where numbers stand alone
            $.t from number unit 'V' unit 'A' | at "unit 'A'" (character 26): 'unit' is listed twice
            # on error null
            $.t on error 0         | at "0" (character 14): 'on error' gives null and nothing else; write on error null
            $.t on null            | at "null" (character 8): write on error null
            $.t on error null default 1 | at "default 1" (character 19): 'default' is listed twice or too late; the order is: from, then, default, on error, with as anywhere before default
            """)
    void pointsAtThePlaceAndSaysWhatToWrite(String expression, String message) {
        assertThatThrownBy(() -> ColumnExpression.parse(expression == null ? "" : expression))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage(message);
    }
}
