// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.value.BadValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTemplateTest {
    private static final Map<String, String> CAPTURES = Map.of("room", "a.b", "d", "x`y");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            climate          | `climate`
            home.climate     | `home`.`climate`
            # a dot splits only where it stands in the template
            ${topic}         | `my.topic`
            home.${topic}    | `home`.`my.topic`
            {room}           | `a.b`
            t_{room}_x       | `t_a.b_x`
            {room}.{d}       | `a.b`.`x``y`
            a$b              | `a$b`
            """)
    void makesQuotedNames(String template, String name) {
        assertThat(TableTemplate.parse(template).render("my.topic", CAPTURES).quoted())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""          | a table name is empty; write a name, or ${topic} for the name of the Kafka topic
            a.b.c       | a table is written table or schema.table, with one dot at most
            a.          | a table is written table or schema.table, with one dot at most
            `a`         | names are quoted by the connector; write it without back-ticks
            t_${room}   | at "${room}" (character 3): a capture has no dollar sign; write {room}; of the others there is only ${topic}
            t_{room     | at "{room" (character 3): a capture is written {name}, with letters, digits, '_' and '-'
            """)
    void saysWhatIsWrong(String template, String message) {
        assertThatThrownBy(() -> TableTemplate.parse(template))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ends with a blank ",
                "a\u0000b",
                "a\\",
                "🌡",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void refusesNamesThatMySqlCannotHave(String room) {
        TableTemplate template = TableTemplate.parse("{room}");

        assertThatThrownBy(() -> template.render("t", Map.of("room", room))).isInstanceOf(BadValue.class);
    }

    @Test
    void refusesAFixedNameThatIsTooLongAtOnce() {
        assertThatThrownBy(() -> TableTemplate.parse("x".repeat(65)))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage("the table name it makes has 65 characters and MySQL allows 64");
    }
}
