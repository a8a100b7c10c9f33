// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker's REST interface answers to a bad configuration: its own checks and ours, on the field to change. */
@ExtendWith(StackExtension.class)
class BadConfigurationIT {
    private static final String CANARY = "canary-77c2";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topics                  |                        | topics                  | Must configure one of topics or topics.regex
            topics.regex            | home.*                 | topics                  | are mutually exclusive options
            connection.url          | ${env:NOWHERE_TO_GO}   | connection.url          | the worker did not resolve the reference ${env:NOWHERE_TO_GO}
            connection.password     | canary-77c2            | connection.user         | Access denied for user
            strategy.a.column.nope  | $.t                    | strategy.a.column.nope  | it has no column 'nope'
            strategy.a.tabel        | x                      | strategy.a.tabel        | did you mean 'table'?
            """)
    void isToldOnItsField(String key, String value, String field, String message, LocalStack stack)
            throws SQLException {
        Database database = Database.on(stack.mysql(), "bad_configuration");
        database.run("CREATE TABLE climate (t DOUBLE)");
        Map<String, String> settings = new HashMap<>(RunningSink.settings(
                stack,
                database,
                Map.of(
                        "name", "bad_configuration",
                        "strategies", "a",
                        "strategy.a.match", "Home/{room}",
                        "strategy.a.table", "climate",
                        "strategy.a.column.t", "$.t")));
        settings.put(key, value);
        settings.values().removeIf(text -> text == null);

        JsonNode answer = stack.connect().validate(settings);

        assertThat(errors(answer, field)).contains(message).doesNotContain(CANARY);
    }

    private static String errors(JsonNode answer, String field) {
        for (JsonNode config : answer.path("configs")) {
            if (config.path("value").path("name").asText().equals(field)) {
                return config.path("value").path("errors").toString();
            }
        }
        return "no such field";
    }
}
