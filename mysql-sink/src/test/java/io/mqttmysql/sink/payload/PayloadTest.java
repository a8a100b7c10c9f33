// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.JsonPathParser;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.Missing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final JsonReader JSON = new JsonReader(4, 100);

    private static Object find(Object value, String path) {
        return new Payload(value, null, JSON).find(JsonPathParser.parse(new Cursor(path)));
    }

    @Test
    void findsTheSameInTextBytesMapsAndStructs() {
        String text = "{\"t\":21.5,\"list\":[\"a\"]}";
        Schema schema = SchemaBuilder.struct()
                .field("t", Schema.FLOAT64_SCHEMA)
                .field("list", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .build();
        Struct struct = new Struct(schema).put("t", 21.5).put("list", List.of("a"));

        for (Object value : List.of(text, text.getBytes(UTF_8), Map.of("t", 21.5, "list", List.of("a")), struct)) {
            assertThat(find(value, "$.t")).hasToString("21.5");
            assertThat(find(value, "$.list[0]")).isEqualTo("a");
            assertThat(find(value, "$.list")).isEqualTo(new JsonText("[\"a\"]"));
            assertThat(find(value, "$.nowhere")).isEqualTo(Missing.MISSING);
        }
    }

    @Test
    void keepsNumbersExact() {
        assertThat(find("9007199254740993", "$")).isEqualTo(9007199254740993L);
        assertThat(find("18446744073709551616", "$")).isEqualTo(new BigInteger("18446744073709551616"));
        assertThat(find("0.1234567890123456789", "$")).isEqualTo(new BigDecimal("0.1234567890123456789"));
        assertThat(find("1e400", "$")).isEqualTo(new BigDecimal("1e400"));
    }

    @Test
    void takesScalarsAsDocuments() {
        assertThat(find("21.5", "$")).isEqualTo(new BigDecimal("21.5"));
        assertThat(find("\"on\"", "$")).isEqualTo("on");
        assertThatThrownBy(() -> find("true", "$.a")).hasMessageContaining("'$.a' looks for the member 'a' in 'true'");
        assertThat(find(21.5, "$")).isEqualTo(21.5);
        assertThat(find("null", "$")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n", "\0", "\uFEFF"})
    void hasNoPathsWhereItIsEmpty(String text) {
        assertThatThrownBy(() -> find(text, "$")).hasMessageContaining("the payload is empty, so there is no '$'");
        assertThatThrownBy(() -> find(text.getBytes(UTF_8), "$.a")).hasMessageContaining("there is no '$.a'");
        assertThat(find(null, "$.a")).isEqualTo(Missing.MISSING);
    }

    @Test
    void looksPastAByteOrderMarkAndTrailingNulsAndBlanks() {
        assertThat(find("\uFEFF{\"a\":1}", "$.a")).isEqualTo(1);
        assertThat(find("{\"a\":1}\0\0", "$.a")).isEqualTo(1);
        assertThat(find("{\"a\":1}\r\n\0", "$.a")).isEqualTo(1);
    }

    @Test
    void countsTheLastOfEqualNamesAsMySqlDoes() {
        assertThat(find("{\"a\":1,\"a\":2}", "$.a")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ON                  | the payload is not JSON at line 1, column 1; plain text is read whole, by 'payload', and has no parts
            21,5                | the payload is not JSON at line 1, column 3
            +21.5               | the payload is not JSON at line 1, column 2
            0x1F                | the payload is not JSON at line 1, column 2
            nan                 | the payload is not JSON at line 1, column 1; plain text is read whole, by 'payload', and has no parts
            {"a":1              | the payload is not JSON: it ends too early at line 1, column 7
            {"a":1}{"a":2}      | the payload is not JSON: more follows the document at line 1, column 8
            {"a":"x\\q"}        | the payload is not JSON at line 1, column 9
            [[[[[1]]]]]         | the payload is nested too deep at line 1, column 6; json.max.depth is 4
            """)
    void saysWhereItIsNotJsonWithoutShowingIt(String text, String reason) {
        assertThatThrownBy(() -> find(text, "$.a")).isInstanceOf(BadValue.class).hasMessage(reason);
    }

    @Test
    void refusesWhatIsTooLongOrNotUtf8() {
        assertThatThrownBy(() -> find("\"" + "x".repeat(100) + "\"", "$"))
                .hasMessage("the payload has 102 bytes and json.max.bytes is 100");
        assertThatThrownBy(() -> find("\"22°C\"".getBytes(ISO_8859_1), "$"))
                .hasMessageStartingWith("its bytes are not UTF-8 text (first ill-formed byte at offset 3); a column");
        assertThat(find("\"\uFFFD\"".getBytes(UTF_8), "$")).isEqualTo("\uFFFD");
    }

    @Test
    void refusesWhatIsNestedTooDeepToBeWritten() {
        Object nested = List.of();
        for (int depth = 0; depth < 1_001; depth++) {
            nested = List.of(nested);
        }
        Payload payload = new Payload(nested, null, JSON);

        assertThatThrownBy(payload::asItCame)
                .isInstanceOf(BadValue.class)
                .hasMessage("it is nested too deep to be written as JSON");
    }

    @Test
    void repeatsItsComplaintToEveryPath() {
        Payload payload = new Payload("ON", null, JSON);

        assertThatThrownBy(() -> payload.find(JsonPathParser.parse(new Cursor("$.a"))))
                .isInstanceOf(BadValue.class);
        assertThatThrownBy(() -> payload.find(JsonPathParser.parse(new Cursor("$.b"))))
                .isInstanceOf(BadValue.class);
    }

    @Test
    void isWholeAsItCame() {
        assertThat(new Payload(" ON\0", null, JSON).asItCame()).isEqualTo(" ON\0");
        assertThat(new Payload(ByteBuffer.wrap(new byte[] {1, 2}), null, JSON).asItCame())
                .isEqualTo(new byte[] {1, 2});
        assertThat(new Payload(Map.of("a", Arrays.asList(1, null, "ü")), null, JSON).asItCame())
                .isEqualTo(new JsonText("{\"a\":[1,null,\"ü\"]}"));
        assertThat(new Payload(null, null, JSON).asItCame()).isNull();
    }

    @Test
    void knowsConnectsLogicalTypes() {
        Schema schema = SchemaBuilder.struct()
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("time", Time.SCHEMA)
                .field("at", Timestamp.SCHEMA)
                .field("all", SchemaBuilder.array(Timestamp.SCHEMA).build())
                .build();
        Struct struct = new Struct(schema)
                .put("day", new Date(86_400_000L))
                .put("time", new Date(3_661_000L))
                .put("at", new Date(1_500L))
                .put("all", List.of(new Date(0)));
        Payload payload = new Payload(struct, schema, JSON);

        assertThat(payload.find(JsonPathParser.parse(new Cursor("$.day")))).isEqualTo(LocalDate.of(1970, 1, 2));
        assertThat(payload.find(JsonPathParser.parse(new Cursor("$.time")))).isEqualTo(LocalTime.of(1, 1, 1));
        assertThat(payload.find(JsonPathParser.parse(new Cursor("$.at")))).isEqualTo(Instant.ofEpochMilli(1_500));
        assertThat(payload.find(JsonPathParser.parse(new Cursor("$.all"))))
                .isEqualTo(new JsonText("[\"1970-01-01T00:00:00Z\"]"));
        assertThat(payload.asJsonText())
                .isEqualTo("{\"day\":\"1970-01-02\",\"time\":\"01:01:01\",\"at\":\"1970-01-01T00:00:01.500Z\","
                        + "\"all\":[\"1970-01-01T00:00:00Z\"]}");
    }
}
