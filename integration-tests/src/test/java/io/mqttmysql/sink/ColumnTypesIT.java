// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.ColumnTypeTable.Line;
import io.mqttmysql.testing.OnMariaDb;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of Connect, JSON and plain payloads in columns of every type: what a SELECT returns, or why the record is
 * reported as errant. The whole table of a column is one delivery, so each line also has bad neighbours.
 */
@ExtendWith(StackExtension.class)
class ColumnTypesIT {
    private static final Set<String> PLAIN = Set.of("raw", "hex");
    private static final String PATH = "path";
    private static final String FIELD = "field";
    private static final List<String> WITHOUT_MEANING_BUT_BY_SCHEMA = List.of("DATE", "TIME");
    private static final String OPTIONS = """
            strategies=raw, path, field, hex
            table=t
            column.n=kafka.offset
            strategy.raw.match=raw
            strategy.raw.column.c=payload
            strategy.path.match=path
            strategy.path.column.c=$.v
            strategy.hex.match=hex
            strategy.hex.column.c=payload from hex
            strategy.field.match=field
            strategy.field.fields.include=c
            """;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "column_types");
    }

    static Stream<ColumnTypeTable> columns() {
        return ColumnTypeTable.read("column-types.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void holdsWhatComesOrSaysWhyNot(ColumnTypeTable column) throws SQLException {
        database.run("CREATE TABLE t (n BIGINT PRIMARY KEY, c " + column.declaration() + ")");
        Map<Line, List<Long>> offsets = new LinkedHashMap<>();
        List<SinkRecord> records = new ArrayList<>();
        for (Line line : column.lines()) {
            List<Long> own = new ArrayList<>();
            for (SinkRecord record : records(line, records.size())) {
                own.add(record.kafkaOffset());
                records.add(record);
            }
            offsets.put(line, own);
        }

        Map<Long, String> outcomes = write(records, column.shown());

        assertThat(outcomes).hasSize(records.size());
        assertThat(offsets.entrySet().stream().map(entry -> entry.getKey().as(outcome(entry.getValue(), outcomes))))
                .containsExactlyElementsOf(column.lines().stream()
                        .map(line -> line.expected(isMariaDb()))
                        .toList());
    }

    private static String outcome(List<Long> offsets, Map<Long, String> outcomes) {
        return offsets.stream().map(outcomes::get).distinct().collect(Collectors.joining(" OR "));
    }

    /** By offset. */
    private Map<Long, String> write(List<SinkRecord> records, String shown) throws SQLException {
        Map<Long, String> outcomes = new TreeMap<>();
        try (TaskUnderTest task = new TaskUnderTest(database, OPTIONS)) {
            task.put(records);
            for (int i = 0; i < task.putAside().size(); i++) {
                long offset = task.putAside().get(i);
                String start = "Record home-0@" + offset + " cannot be stored: strategy '"
                        + topic(records.get((int) offset)) + "', table 't', column 'c': ";
                assertThat(task.reasons().get(i)).startsWith(start);
                String old = outcomes.put(
                        offset, "! " + withoutDisplayWidth(task.reasons().get(i).substring(start.length())));
                assertThat(old).as("an earlier report of offset " + offset).isNull();
            }
        }
        for (String row : database.rows("SELECT n, " + shown + " FROM t ORDER BY n")) {
            String[] numberAndValue = row.split(" ", 2);
            String old = outcomes.put(Long.valueOf(numberAndValue[0]), "= " + escaped(numberAndValue[1]));
            assertThat(old).as("a report of a stored record").isNull();
        }
        return outcomes;
    }

    private boolean isMariaDb() {
        return getClass().isAnnotationPresent(OnMariaDb.class);
    }

    private static String escaped(String text) {
        return text.isEmpty() ? "(empty)" : text.replace("\n", "\\n").replace("\0", "\\0");
    }

    /** MariaDB still has them for all integers. */
    private static String withoutDisplayWidth(String reason) {
        return reason.replaceAll("(small|medium|big|\\b)int\\(\\d+\\)", "$1int")
                .replaceAll("tinyint\\((?!1\\))\\d+\\)", "tinyint");
    }

    private static String topic(SinkRecord record) {
        return String.valueOf(record.headers().lastWithName("mqtt.topic").value());
    }

    /** A value of Connect comes with a schema, without one, and by the name of its field: all the same. */
    private static List<SinkRecord> records(Line line, long offset) {
        if (PLAIN.contains(line.kind())) {
            return List.of(record(offset, line.kind(), Schema.BYTES_SCHEMA, bytes(line.value())));
        }
        if (line.kind().equals("json")) {
            String document = line.value().isEmpty() ? "{}" : "{\"v\":" + line.value() + "}";
            String fields = line.value().isEmpty() ? "{}" : "{\"c\":" + line.value() + "}";
            return List.of(
                    record(offset, PATH, Schema.BYTES_SCHEMA, bytes(document)),
                    record(offset + 1, FIELD, Schema.STRING_SCHEMA, fields));
        }
        SchemaAndValue value = ConnectValue.of(line.kind(), line.value());
        List<SinkRecord> records =
                new ArrayList<>(List.of(struct(offset, PATH, "v", value), struct(offset + 1, FIELD, "c", value)));
        if (!WITHOUT_MEANING_BUT_BY_SCHEMA.contains(line.kind())) {
            records.add(record(offset + 2, PATH, null, Collections.singletonMap("v", value.value())));
        }
        return records;
    }

    private static SinkRecord struct(long offset, String topic, String field, SchemaAndValue value) {
        Schema schema = SchemaBuilder.struct().field(field, value.schema()).build();
        return record(offset, topic, schema, new Struct(schema).put(field, value.value()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SinkRecord record(long offset, String topic, Schema schema, Object value) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("mqtt.topic", topic);
        return new SinkRecord("home", 0, null, null, schema, value, offset, 1L, TimestampType.CREATE_TIME, headers);
    }
}
