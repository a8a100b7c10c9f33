// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.MySqlSinkConfig;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Basis;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableDesign.RowNumber;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.tool.SqlScript;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The recipes of docs/cookbook.md on a real server: its tables, and what a SELECT finds of the rows that it promises. */
@ExtendWith(StackExtension.class)
class CookbookIT {
    private static final String SCHEMA = "cookbook";
    private static final long TIMESTAMP = 1_795_341_600_123L; // 2026-11-22T10:00:00.123Z, as in the document
    private static final Pattern RECIPE = Pattern.compile(
            "## ([^\n]+)\n(?:(?!\n## ).)*?```properties\n(.*?)```\\s+```sql\n(.*?)```\\s+```text\n(.*?)```",
            Pattern.DOTALL);
    private static final String DESIGNED_TYPES =
            "BOOLEAN, DOUBLE, INT, BIGINT, BIGINT UNSIGNED, DECIMAL(10,2), JSON, DATE, "
                    + "TIME(3), DATETIME(3), DATETIME(6), VARCHAR(1024), TEXT, VARBINARY(1024), BLOB";
    private static final Pattern NEXT_VALUE = Pattern.compile(", (?=\\w+=)");

    private final LocalStack stack;

    CookbookIT(LocalStack stack) {
        this.stack = stack;
    }

    @TestFactory
    List<DynamicTest> recipesHold() throws IOException {
        List<DynamicTest> recipes = new ArrayList<>();
        Matcher recipe = RECIPE.matcher(Files.readString(Path.of("..", "docs", "cookbook.md")));
        while (recipe.find()) {
            String properties = recipe.group(2);
            String sql = recipe.group(3);
            String text = recipe.group(4);
            recipes.add(DynamicTest.dynamicTest(recipe.group(1), () -> check(properties, sql, text)));
        }
        assertThat(recipes).hasSize(23);
        return recipes;
    }

    /** Every type that a table is designed with. */
    @Test
    void aDesignedTableIsWhatTheServerMakesOfIt() throws SQLException {
        Database database = Database.on(stack.mysql(), SCHEMA);
        List<ColumnDesign> columns = new ArrayList<>(List.of(
                new ColumnDesign("topic", "VARCHAR(190)", Need.KEY, Basis.KNOWN),
                new ColumnDesign("kafka`topic", "VARCHAR(249)", Need.KEY, Basis.KNOWN)));
        for (String type : DESIGNED_TYPES.split(", ")) {
            columns.add(new ColumnDesign("c" + columns.size(), type, Need.OPTIONAL, Basis.SEEN));
        }
        TableDesign keyed =
                new TableDesign(TableId.of("keyed"), columns, List.of("topic", "kafka`topic"), RowNumber.WITHOUT_KEY);
        TableDesign numbered =
                new TableDesign(TableId.of("numbered"), columns.subList(2, 4), List.of(), RowNumber.WITHOUT_KEY);

        database.run(keyed.createTable());
        database.run(numbered.createTable());
        assertThat(read(keyed.id())).isEqualTo(withoutCollations(keyed.definition()));
        assertThat(read(numbered.id())).isEqualTo(withoutCollations(numbered.definition()));

        database.run(TableDesign.addColumns(
                numbered.id(), keyed.missingIn(numbered.definition()).subList(2, 5), ColumnDesign.KEY_COLLATION));
        assertThat(read(numbered.id()).columns()).hasSize(6);
    }

    private void check(String properties, String sql, String text) throws SQLException, IOException {
        Database database = Database.on(stack.mysql(), SCHEMA);
        for (String statement : sql.strip().split(";\n")) {
            database.run(statement);
        }
        List<TableDefinition> tables = SqlScript.read(sql).tables();
        for (TableDefinition table : tables) {
            assertThat(read(table.id())).isEqualTo(withoutCollations(table));
        }
        MySqlSinkTask task = task(properties);
        try {
            for (String block : text.strip().split("\n(?!→)")) {
                String[] lines = block.split("\n→ ?");
                if (lines.length > 1 && !lines[1].startsWith("!")) {
                    task.put(List.of(record(lines[0])));
                    for (int i = 1; i < lines.length; i++) {
                        assertThatItIsThere(database, tables, lines[i]);
                    }
                }
            }
        } finally {
            task.stop();
        }
    }

    private TableDefinition read(TableId id) throws SQLException {
        try (Connection connection = stack.mysql().connect(SCHEMA)) {
            return withoutCollations(new InformationSchema(connection).read(id).orElseThrow());
        }
    }

    /** Keys and types that were read without a server are those that the server reports; all collations it alone knows. */
    private static TableDefinition withoutCollations(TableDefinition table) {
        List<Column> columns =
                table.columns().stream().map(CookbookIT::withoutCollation).toList();
        return new TableDefinition(table.id(), columns, table.primaryKey(), table.uniqueIndexes());
    }

    private static Column withoutCollation(Column column) {
        return new Column(
                column.name(),
                column.type(),
                column.declaration(),
                column.extent(),
                column.isNullable(),
                column.filling(),
                Optional.empty());
    }

    private MySqlSinkTask task(String properties) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(properties));
        Map<String, String> settings = new HashMap<>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        settings.put("name", "cookbook");
        settings.put(MySqlSinkConfig.TASK_INDEX, "0");
        settings.put(
                "connection.url",
                "jdbc:mysql://127.0.0.1:" + stack.mysql().port() + "/" + SCHEMA + "?allowPublicKeyRetrieval=true");
        settings.put("connection.user", stack.mysql().user());
        settings.put("connection.password", stack.mysql().password());
        settings.put("connection.ssl.mode", "DISABLED");
        MySqlSinkTask task = new MySqlSinkTask();
        task.initialize((SinkTaskContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, args) -> method.getName().equals("assignment") ? Set.of() : null));
        task.start(settings);
        task.open(List.of(new TopicPartition("home", 0)));
        return task;
    }

    private static SinkRecord record(String topicAndPayload) {
        String[] parts = topicAndPayload.split("  ", 2);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("mqtt.topic", parts[0]);
        headers.addString("mqtt.qos", "1");
        return new SinkRecord(
                "home",
                0,
                Schema.STRING_SCHEMA,
                parts[0],
                Schema.BYTES_SCHEMA,
                parts[1].getBytes(StandardCharsets.UTF_8),
                42,
                TIMESTAMP,
                TimestampType.CREATE_TIME,
                headers);
    }

    /** @param outcome {@code strategy → table: column=value, …} */
    private static void assertThatItIsThere(Database database, List<TableDefinition> tables, String outcome)
            throws SQLException {
        String[] tableAndValues = outcome.replaceFirst("^.* → ", "").split(": ", 2);
        if (tableAndValues.length < 2) {
            return;
        }
        TableDefinition table = tables.stream()
                .filter(candidate -> candidate.id().toString().equals(tableAndValues[0]))
                .findFirst()
                .orElseThrow();
        List<String> conditions = new ArrayList<>();
        for (String assignment : NEXT_VALUE.split(tableAndValues[1])) {
            String[] nameAndValue = assignment.split("=", 2);
            conditions.add(condition(table.column(nameAndValue[0]).orElseThrow(), nameAndValue[1]));
        }
        assertThat(database.number(
                        "SELECT COUNT(*) FROM " + table.id().quoted() + " WHERE " + String.join(" AND ", conditions)))
                .as(outcome)
                .isEqualTo(1);
    }

    private static String condition(Column column, String value) {
        String name = TableId.quote(column.name());
        if (value.equals("null")) {
            return name + " IS NULL";
        }
        String literal = value.startsWith("0x") ? value : "'" + value.replace("'", "''") + "'";
        if (column.type() == ColumnType.JSON) {
            return name + " = CAST(" + literal + " AS JSON)";
        }
        return column.type() == ColumnType.FLOAT
                ? "ABS(" + name + " - " + literal + ") < 0.001"
                : name + " = " + literal;
    }
}
