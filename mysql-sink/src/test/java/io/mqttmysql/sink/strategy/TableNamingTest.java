// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.value.BadValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table names of the Aiven sink: normalised ones, and a table for each topic. */
class TableNamingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${topic}          | shop.sales-eu | shop_sales_eu
            db.kafka_${topic} | a b           | db_kafka_a_b
            t-{room}          | x             | t_Küche
            Plain_1           | x             | Plain_1
            """)
    void normalizedNamesHaveLettersDigitsAndUnderscores(String template, String topic, String expected) {
        TableTemplate table = TableTemplate.parse(template).normalized();
        Map<String, String> captures = Map.of("room", "Küche");

        assertThat(table.render(topic, captures)).hasToString(expected.replace("ü", "_"));
        assertThat(table.captures()).isEqualTo(template.contains("{room}") ? List.of("room") : List.of());
    }

    @Test
    void aTableForEachTopicIsNamedByTheConfiguration() {
        TopicTables tables = TopicTables.parse("x", List.of("shop.sales:sales", "b:archive.b"));

        assertThat(tables.render("shop.sales", Map.of())).hasToString("sales");
        assertThat(tables.render("b", Map.of())).hasToString("archive.b");
        assertThat(tables.isNamedByConfiguration()).isTrue();
        assertThat(tables.isFixed()).isFalse();
        assertThatThrownBy(() -> tables.render("c", Map.of()))
                .isInstanceOf(BadValue.class)
                .hasMessage("topics.to.tables.mapping has no table for its topic");
        assertThatThrownBy(() -> TopicTables.parse("x", List.of("a:${topic}"))).isInstanceOf(InvalidExpression.class);
    }
}
