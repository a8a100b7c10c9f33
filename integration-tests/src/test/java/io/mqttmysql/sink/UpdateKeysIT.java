// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.sql.RowForms;
import io.mqttmysql.sink.sql.RowStatements;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How updates find the rows that are there. */
@ExtendWith(StackExtension.class)
class UpdateKeysIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "update_keys");
    }

    /** Both forms, also that of older servers, which this one understands too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "VARCHAR(20) COLLATE utf8mb4_bin",
                "VARCHAR(20) COLLATE utf8mb4_general_ci",
                "VARCHAR(20) CHARACTER SET latin1",
                "VARBINARY(20)",
                "BIGINT UNSIGNED",
                "DATETIME(3)"
            })
    void updateUsesTheIndexOfItsKey(String type) throws SQLException {
        database.run("CREATE TABLE many (name " + type + " PRIMARY KEY, t INT)");
        String value = type.equals("DATETIME(3)") ? "'2026-11-22' + INTERVAL n SECOND" : "n";
        database.run("INSERT INTO many WITH RECURSIVE numbers (n) AS"
                + " (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 900) SELECT " + value + ", n FROM numbers");
        database.run("ANALYZE TABLE many");
        RowShape shape = shapeOfUpdate("many");
        for (String version : versions()) {
            String literal = type.startsWith("BIGINT") ? "7" : "'2026-11-22 00:00:07'";
            String text = RowStatements.write(shape, 2, RowForms.of(version)).replace("?", literal);
            assertThat(database.rows("EXPLAIN FORMAT=TRADITIONAL " + text))
                    .as(text)
                    .anyMatch(step -> step.contains(" eq_ref "));
        }
    }

    /** Those whose forms of statements this server understands. */
    List<String> versions() {
        return List.of("8.0.33", "5.7.44");
    }

    private RowShape shapeOfUpdate(String name) throws SQLException {
        try (Connection connection = database.server().connect(database.name())) {
            TableDefinition table =
                    new InformationSchema(connection).read(TableId.of(name)).orElseThrow();
            return new RowShape(table.id(), RowOperation.UPDATE, table.columns(), table.primaryKey());
        }
    }

    @Test
    void updateFindsKeysOfTimesAndNumbers() throws SQLException {
        database.run("CREATE TABLE hours (at DATETIME(3), day DATE, n DECIMAL(5,2), value INT, note JSON,"
                + " PRIMARY KEY (at, day, n))");
        database.run("INSERT INTO hours VALUES ('2026-11-22 10:00:00.250', '2026-11-22', 1.5, 0, NULL)");
        String options = """
                table=hours
                insert.mode=update
                update.missing=report
                column.at=$.at
                column.day=$.at
                column.n=$.n
                column.value=$.value
                column.note=$.note
                """;
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(
                    0,
                    "x",
                    "{\"at\":\"2026-11-22T10:00:00.25Z\",\"n\":1.50,\"value\":7,\"note\":{\"a\":\"ü\"}}",
                    "x",
                    "{\"at\":\"2026-11-22T10:00:00.26Z\",\"n\":1.5,\"value\":8,\"note\":[]}");

            assertThat(database.rows("SELECT value, JSON_EXTRACT(note, '$.a') FROM hours"))
                    .containsExactly("7 \"ü\"");
            assertThat(task.putAside()).containsExactly(1L);
        }
    }
}
