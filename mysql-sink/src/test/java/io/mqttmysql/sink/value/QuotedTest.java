// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a record a reason shows: SECURITY.md promises these bounds. */
class QuotedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BIGINT | "LONG"         | the text 'LONG' is not a number as JSON writes it
            BIGINT | "LONG+"        | a text of 41 characters is not a number as JSON writes it
            BIGINT | "LONGLONGLONG" | a text of 120 characters is not a number as JSON writes it
            BIGINT | {"x":"LONG"}   | an object is not a number
            BIGINT | ["LONG"]       | an array is not a number
            DATE   | "LONG"         | the text 'LONG' is not
            DATE   | "LONG+"        | a text of 41 characters is not
            """)
    void showsShortValuesAndOfOthersWhatTheyAre(String type, String value, String reason) {
        String fortyLetters = "canary".repeat(7).substring(0, 40);
        String payload = "{\"v\":" + value.replace("LONG", fortyLetters) + "}";

        assertThat(Mapping.of("table=t\ncolumn.v=$.v", Tables.of("CREATE TABLE t (v " + type + ")"))
                        .read(Records.mqtt("x", payload)))
                .contains("column 'v': " + reason.replace("LONG", fortyLetters));
    }

    /** The MQTT source gives bytes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1e309      | '1e309' is out of range for double
            2^[22;1Hx  | the text '2?[22;1Hx' is not a number as JSON writes it
            """)
    void showsAPlainPayloadAsTheTextThatItIs(String payload, String reason) {
        byte[] bytes = payload.replace('^', '\u001B').getBytes(StandardCharsets.UTF_8);

        assertThat(Mapping.of("table=t\ncolumn.v=payload", Tables.of("CREATE TABLE t (v DOUBLE)"))
                        .read(Records.mqtt("x", bytes)))
                .endsWith("column 'v': " + reason);
    }

    @Test
    void showsOfOtherBytesHowManyTheyAre() {
        assertThat(Quoted.of(new byte[] {(byte) 0xFF, 1})).isEqualTo("a value of 2 bytes");
        assertThat(Quoted.of(new byte[] {1, 2, 3})).isEqualTo("a value of 3 bytes");
        assertThat(Quoted.of("x".repeat(41).getBytes(StandardCharsets.UTF_8))).isEqualTo("a value of 41 bytes");
        assertThat(Quoted.of(new byte[0])).isEqualTo("a value of 0 bytes");
    }
}
