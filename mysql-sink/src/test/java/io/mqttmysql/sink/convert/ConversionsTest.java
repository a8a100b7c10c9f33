// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.LocalTimes;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.testing.Tables;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ConversionsTest {
    private static final LocalClock UTC = new LocalClock(LocalTimes.UNSAID, ZoneOffset.UTC, guessed -> {});

    static Object convert(String type, Object value) {
        return Conversions.to(Tables.column(type), UTC).convert(value);
    }

    /** JSON numbers and constants as themselves, {@code 'text'} as text. */
    public static Object value(String text) {
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        BigDecimal number = new BigDecimal(text);
        return text.matches("-?\\d{1,18}") ? (Object) number.longValue() : number;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # whole numbers, however they are written
            INT               | 21                   | 21
            INT               | 21.0                 | 21
            INT               | 2.1e1                | 21
            INT               | '21'                 | 21
            INT               | ' 21.0\\n'           | 21
            INT               | -0.0                 | 0
            INT               | '-0'                 | 0
            INT               | true                 | 1
            # ranges, with and without sign
            TINYINT           | -128                 | -128
            TINYINT UNSIGNED  | 255                  | 255
            TINYINT(1)        | false                | 0
            SMALLINT          | 32767                | 32767
            MEDIUMINT         | -8388608             | -8388608
            MEDIUMINT UNSIGNED | 16777215            | 16777215
            INT UNSIGNED      | 4294967295           | 4294967295
            BIGINT            | 9007199254740993     | 9007199254740993
            BIGINT            | '-9223372036854775808' | -9223372036854775808
            BIGINT UNSIGNED   | 18446744073709551615 | 18446744073709551615
            BIT(1)            | true                 | 1
            BIT(4)            | 15                   | 15
            BIT(64)           | 18446744073709551615 | 18446744073709551615
            # rounded half away from zero, as MySQL does
            DECIMAL(4,1)      | 21.55                | 21.6
            DECIMAL(4,1)      | -21.55               | -21.6
            DECIMAL(4,1)      | '100.00'             | 100.0
            DECIMAL(4,1)      | 999.94               | 999.9
            DECIMAL(4,1)      | 1e-1000000000        | 0.0
            DECIMAL(4,1)      | 0e1000000000         | 0.0
            DECIMAL(3,3)      | 0.9994               | 0.999
            DECIMAL(20,0)     | 18446744073709551616 | 18446744073709551616
            DOUBLE            | 21.5                 | 21.5
            DOUBLE            | '1e3'                | 1000.0
            DOUBLE            | 1e-400               | 0.0
            # whole numbers keep their digits
            DOUBLE            | 9007199254740992     | 9.007199254740992E15
            DOUBLE            | 9007199254740994     | 9.007199254740994E15
            DOUBLE            | 9223372036854775808  | 9.223372036854776E18
            DOUBLE            | 9223372036854776000  | 9.223372036854776E18
            DOUBLE            | 18446744073709551616 | 1.8446744073709552E19
            DOUBLE            | 1000000000000000000000000000000 | 1.0E30
            DOUBLE            | 1e300                | 1.0E300
            DOUBLE            | 9007199254740993.5   | 9.007199254740994E15
            DOUBLE            | '-0'                 | 0.0
            FLOAT             | 16777216             | 1.6777216E7
            FLOAT             | 1e30                 | 1.0E30
            FLOAT             | 16777216.5           | 1.67772165E7
            FLOAT             | 3.25                 | 3.25
            # the largest float, as its digits are written
            FLOAT             | 3.4028235e38         | 3.4028234663852886E38
            FLOAT             | -3.4028235e38        | -3.4028234663852886E38
            # anything is text, numbers as in JSON
            VARCHAR(10)       | 'ÄÖ €'               | ÄÖ €
            VARCHAR(10)       | 2275.560             | 2275.560
            VARCHAR(10)       | 1e3                  | 1E+3
            VARCHAR(10)       | true                 | true
            VARCHAR(2)        | '🛋🌡'                | 🛋🌡
            ENUM              | 'on'                 | on
            # scalars of JSON columns are encoded
            JSON              | 'say "hi"'           | "say \\"hi\\""
            JSON              | 21.50                | 21.50
            JSON              | true                 | true
            JSON              | 1e308                | 1E+308
            JSON              | 'costs 1e400'        | "costs 1e400"
            # texts in the column's character set; the collation may know better which words are the same
            TINYTEXT          | 'ü'                  | ü
            CHAR(3) CHARACTER SET latin1 | 'ä€'      | ä€
            VARCHAR(3) CHARSET utf8mb3 NOT NULL | '字' | 字
            VARCHAR(3) COLLATE latin2_bin | '字'     | 字
            ENUM('on','Off')  | 'OFF'                | OFF
            ENUM('on','größe') | 'none'              | none
            ENUM('on')        | 'größe'              | größe
            ENUM('v') COLLATE utf8mb4_swedish_ci | 'w' | w
            SET('a','b''c','d') | 'd,B'c,D'          | d,B'c,D
            SET('a')          | ''                   | ``
            YEAR              | 2026                 | 2026
            YEAR              | '2026'               | 2026
            YEAR              | '2026-11-22T10:00:00Z' | 2026
            YEAR              | '2026-11-22'         | 2026
            """)
    void convertsByTheColumnsType(String type, String value, String bound) {
        assertThat(convert(type, value(value.replace("\\n", "\n")))).hasToString(bound.replace("\\\"", "\\\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INT               | 21.5                 | '21.5' is not a whole number, but the column is int; one of the type DOUBLE or DECIMAL takes it
            INT               | 1e1000000000         | '1E+1000000000' is out of range for int (-2147483648 to 2147483647)
            INT               | 1e-1000000000        | '1E-1000000000' is not a whole number, but the column is int; one of the type DOUBLE or DECIMAL takes it
            INT               | 2147483648           | '2147483648' is out of range for int (-2147483648 to 2147483647)
            INT               | '21,5'               | the text '21,5' is not a number as JSON writes it
            INT               | '0x1F'               | the text '0x1F' is not a number as JSON writes it
            INT               | '+21'                | the text '+21' is not a number as JSON writes it
            INT               | '007'                | the text '007' is not a number as JSON writes it
            INT               | ''                   | the text '' is not a number as JSON writes it
            INT               | 'ON'                 | the text 'ON' is not a number as JSON writes it; add 'from boolean' to the expression
            INT               | '1e99999999999'      | '1e99999999999' is out of range
            INT UNSIGNED      | -1                   | '-1' is out of range for int unsigned (0 to 4294967295)
            TINYINT UNSIGNED  | 256                  | '256' is out of range for tinyint unsigned (0 to 255)
            BIGINT            | 9223372036854775808  | '9223372036854775808' is out of range for bigint (-9223372036854775808 to 9223372036854775807)
            BIGINT UNSIGNED   | 18446744073709551616 | '18446744073709551616' is out of range for bigint unsigned (0 to 18446744073709551615)
            BIT(1)            | 2                    | '2' is out of range for bit(1) (0 to 1)
            DECIMAL(4,1)      | 999.95               | '999.95' is out of range for decimal(4,1)
            DECIMAL(4,1)      | 1e1000000000         | '1E+1000000000' is out of range for decimal(4,1)
            DECIMAL(4,1) UNSIGNED | -0.1             | '-0.1' is negative, but the column is decimal(4,1) unsigned
            DECIMAL(4,1)      | true                 | 'true' is not a number; add 'from boolean' to the expression
            DECIMAL(4,1)      | 'true'               | the text 'true' is not a number as JSON writes it; add 'from boolean' to the expression
            DOUBLE            | 9007199254740993     | '9007199254740993' is a whole number with more digits than double has; a column of the type BIGINT keeps it
            DOUBLE            | -9007199254740993    | '-9007199254740993' is a whole number with more digits than double has; a column of the type BIGINT keeps it
            DOUBLE            | '9007199254740993.0' | '9007199254740993.0' is a whole number with more digits than double has; a column of the type BIGINT keeps it
            DOUBLE            | 9223372036854775809  | '9223372036854775809' is a whole number with more digits than double has; a column of the type BIGINT UNSIGNED keeps it
            DOUBLE            | 18446744073709551617 | '18446744073709551617' is a whole number with more digits than double has; a column of the type DECIMAL(65,0) keeps it
            DOUBLE            | 1000000000000000000000000000001 | '1000000000000000000000000000001' is a whole number with more digits than double has; a column of the type DECIMAL(65,0) keeps it
            FLOAT             | 16777217             | '16777217' is a whole number with more digits than float has; a column of the type BIGINT keeps it
            DOUBLE            | 'OFF'                | the text 'OFF' is not a number as JSON writes it; add 'from boolean' to the expression
            FLOAT             | 3.4028236e38         | '3.4028236E+38' is out of range for float
            YEAR              | true                 | 'true' is not a number
            DOUBLE            | 1e400                | '1E+400' is out of range for double
            DOUBLE            | 'nan'                | the text 'nan' is not a number as JSON writes it
            DOUBLE            | 'Infinity'           | the text 'Infinity' is not a number as JSON writes it
            DOUBLE UNSIGNED   | -1                   | '-1' is out of range for double unsigned
            FLOAT             | 1e39                 | '1E+39' is out of range for float
            VARCHAR(3)        | 'long'               | the text has 4 characters and the column takes 3
            VARBINARY(3)      | 'lüü'                | the value has 5 bytes and the column takes 3
            BLOB              | 21.5                 | '21.5' is neither text nor bytes, but the column is binary
            YEAR              | 26                   | '26' is not a year from 1901 to 2155
            YEAR              | 2026.5               | '2026.5' is not a year from 1901 to 2155
            YEAR              | 1709970594           | '1709970594' is not a year from 1901 to 2155; 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' reads numbers that count since 1970
            JSON              | 1e400                | '1E+400' is beyond what a JSON column of MySQL holds, about 1.8e308
            CHAR(3) CHARACTER SET latin1 | 'a🛋'     | the text has the character U+1F6CB, which the column's character set latin1 does not have; utf8mb4 has all
            TEXT CHARSET utf8mb3 | '🛋'              | the text has the character U+1F6CB, which the column's character set utf8mb3 does not have; utf8mb4 has all
            VARCHAR(9) COLLATE ascii_bin | 'ä'       | the text has the character U+00E4, which the column's character set ascii does not have; utf8mb4 has all
            ENUM('on','off')  | 'ajar'               | the text 'ajar' is not one of the column's words ('on', 'off'); 'from map' says which value is which word
            ENUM('on','off')  | ''                   | the text '' is not one of the column's words ('on', 'off'); 'from map' says which value is which word
            ENUM('on','off')  | true                 | the text 'true' is not one of the column's words ('on', 'off'); 'from map' says which value is which word
            SET('a','b')      | 'a,c'                | the text 'a,c' is not one of the column's words ('a', 'b'); 'from map' says which value is which word
            SET('a') COLLATE utf8mb4_general_ci | 'a,' | the text 'a,' is not one of the column's words ('a'); 'from map' says which value is which word
            """)
    void namesWhatDoesNotFit(String type, String value, String reason) {
        assertThatThrownBy(() -> convert(type, value(value)))
                .isInstanceOf(BadValue.class)
                .hasMessage(reason);
    }

    @Test
    void countsTheBytesOfTextColumns() {
        assertThat(convert("TINYTEXT", "ü".repeat(127))).isEqualTo("ü".repeat(127));
        assertThat(convert("TINYTEXT CHARSET latin1", "ü".repeat(255))).isEqualTo("ü".repeat(255));
        assertThatThrownBy(() -> convert("TINYTEXT", "ü".repeat(128)))
                .hasMessage("the text has 256 bytes in utf8mb4 and the column takes 255");
        assertThatThrownBy(() -> convert("TEXT", "€".repeat(21_846)))
                .hasMessage("the text has 65538 bytes in utf8mb4 and the column takes 65535");
    }

    @Test
    void showsTheFirstWordsOfMany() {
        assertThatThrownBy(() -> convert("ENUM('a','b','c','d','e','f','g','h','i','j','k','l')", "x"))
                .hasMessageContaining("('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j' and 2 more)");
    }

    /** MariaDB's JSON is text. */
    @Test
    void looksForNumbersThatAJsonColumnOfMySqlDoesNotHold() {
        JsonText large = new JsonText("{\"a\":\"\\\"1e999\",\"b\":[true,-1E+309]}");
        Column ofMariaDb = new Column(
                "c",
                ColumnType.JSON,
                "longtext",
                Column.Extent.NONE,
                true,
                Column.Filling.BY_THE_SERVER,
                Optional.empty());

        assertThatThrownBy(() -> convert("JSON", large)).hasMessageStartingWith("'-1E+309' is beyond");
        assertThatThrownBy(() -> convert("JSON", new JsonText("[" + "9".repeat(400) + "]")))
                .hasMessageStartingWith("a value of 400 characters is beyond");
        assertThat(convert("JSON", new JsonText("{\"a\":0e999,\"e\":1e-999}"))).isEqualTo("{\"a\":0e999,\"e\":1e-999}");
        assertThat(convert("JSON", new JsonText("[1e, -"))).isEqualTo("[1e, -");
        assertThat(Conversions.to(ofMariaDb, UTC).convert(large)).isEqualTo(large.text());
    }

    @Test
    void bindsTheTypesThatRowsPromise() {
        assertThat(convert("INT", 5)).isInstanceOf(Long.class);
        assertThat(convert("BIGINT UNSIGNED", BigInteger.TWO.pow(63))).isInstanceOf(BigInteger.class);
        assertThat(convert("BIGINT UNSIGNED", BigInteger.ONE)).isInstanceOf(Long.class);
        assertThat(convert("DECIMAL(4,1)", 5.25f)).isEqualTo(new BigDecimal("5.3"));
        assertThat(convert("DOUBLE", 0.1f)).isEqualTo(0.1);
        assertThat(convert("BIGINT", Instant.ofEpochMilli(1_500))).isEqualTo(1_500L);
        assertThat(convert("VARCHAR(30)", Instant.ofEpochSecond(1))).isEqualTo("1970-01-01T00:00:01Z");
    }

    @Test
    void takesBytesAsTextWhereTheyAreUtf8() {
        byte[] number = " 21.5\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] picture = {(byte) 0xFF, (byte) 0xD8, 0};

        assertThat(convert("DOUBLE", number)).isEqualTo(21.5);
        assertThat(convert("TEXT", number)).isEqualTo(" 21.5\r\n");
        assertThat(convert("BLOB", picture)).isSameAs(picture);
        assertThatThrownBy(() -> convert("TEXT", picture))
                .hasMessageStartingWith("its bytes are not UTF-8 text (first ill-formed byte at offset 0); a column");
        assertThat(convert("BLOB", "ü")).isEqualTo(new byte[] {(byte) 0xC3, (byte) 0xBC});
    }

    @Test
    void writesWholeObjectsAsJsonText() {
        JsonText object = new JsonText("{\"a\":1}");

        assertThat(convert("JSON", object)).isEqualTo("{\"a\":1}");
        assertThat(convert("TEXT", object)).isEqualTo("{\"a\":1}");
        assertThat(convert("BLOB", object)).isEqualTo("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> convert("INT", object)).hasMessage("an object is not a number");
        assertThatThrownBy(() -> convert("DATETIME", object)).hasMessage("an object is not a time");
    }

    @Test
    void refusesWhatNoTextOrNumberCanHold() {
        assertThatThrownBy(() -> convert("TEXT", "a\ud83d")).hasMessageContaining("half of a surrogate pair");
        assertThatThrownBy(() -> convert("JSON", "\udc00")).hasMessageContaining("half of a surrogate pair");
        assertThatThrownBy(() -> convert("DOUBLE", Double.NaN)).hasMessage("NaN is not a number that MySQL can hold");
        assertThatThrownBy(() -> convert("TEXT", Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
    }

    @Test
    void neverShowsLongValues() {
        assertThatThrownBy(() -> convert("INT", "x".repeat(41)))
                .hasMessage("a text of 41 characters is not a number as JSON writes it");
    }
}
