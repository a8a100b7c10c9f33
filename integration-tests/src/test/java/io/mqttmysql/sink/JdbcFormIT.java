// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Typed records by a file of another JDBC sink: a table that is there and one that is made have the same rows. */
@ExtendWith(StackExtension.class)
class JdbcFormIT {
    private static final Schema VALUE = SchemaBuilder.struct()
            .name("Everything")
            .field("i8", Schema.INT8_SCHEMA)
            .field("i16", Schema.INT16_SCHEMA)
            .field("i32", Schema.INT32_SCHEMA)
            .field("i64", Schema.INT64_SCHEMA)
            .field("f32", Schema.FLOAT32_SCHEMA)
            .field("f64", Schema.FLOAT64_SCHEMA)
            .field("flag", Schema.BOOLEAN_SCHEMA)
            .field("txt", Schema.STRING_SCHEMA)
            .field("bin", Schema.BYTES_SCHEMA)
            .field("amount", Decimal.schema(2))
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("clock", Time.SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("nothing", Schema.OPTIONAL_INT32_SCHEMA)
            .field("preset", SchemaBuilder.string().optional().defaultValue("p").build())
            .build();
    private static final Schema KEY =
            SchemaBuilder.struct().field("i64", Schema.INT64_SCHEMA).build();

    private static final String COLUMNS =
            "i8 TINYINT, i16 SMALLINT, i32 INT, i64 BIGINT, f32 FLOAT, f64 DOUBLE, flag TINYINT(1), txt VARCHAR(99),"
                    + " bin VARBINARY(99), amount DECIMAL(12,2), day DATE, clock TIME(3), at DATETIME(3), nothing INT,"
                    + " preset VARCHAR(9)";
    private static final String SELECT = "SELECT i8, i16, i32, i64, f32, f64, flag, txt, HEX(bin), amount, day,"
            + " CAST(clock AS CHAR), CAST(at AS CHAR), nothing, preset FROM %s ORDER BY i32";

    private Database database;

    /** Tables that were made count for max.tables of any other test's connector of the same name. */
    @AfterEach
    void drop() throws SQLException {
        database.run("DROP DATABASE jdbc_form");
    }

    @BeforeEach
    void create(LocalStack stack) throws SQLException {
        database = Database.on(stack.mysql(), "jdbc_form");
    }

    /** @param state 1, 2, … for other values of every field but i64 */
    private static Struct value(long id, int state) {
        return new Struct(VALUE)
                .put("i8", (byte) -state)
                .put("i16", (short) (300 * state))
                .put("i32", (int) id * 10 + state)
                .put("i64", id)
                .put("f32", 0.5f * state)
                .put("f64", 1e10 + state)
                .put("flag", state % 2 == 0)
                .put("txt", "Grüße 😀 " + state)
                .put("bin", new byte[] {0, (byte) 0xFF, (byte) state})
                .put("amount", new BigDecimal("1234567890.1" + state))
                .put("day", new Date(86_400_000L * state))
                .put("clock", new Date(3_600_000L * state + 1))
                .put("at", new Date(1_700_000_000_123L + state))
                .put("nothing", state == 1 ? null : state);
    }

    /** As MySQL shows it. */
    private static String row(long id, int state) {
        return "%d %d %d %d %s 1.000000000%dE10 %d Grüße 😀 %d 00FF0%d 1234567890.1%d 1970-01-0%d 0%d:00:00.001 %s %s p"
                .formatted(
                        -state,
                        300 * state,
                        id * 10 + state,
                        id,
                        state == 1 ? "0.5" : "1.0",
                        state,
                        state % 2 == 0 ? 1 : 0,
                        state,
                        state,
                        state,
                        state + 1,
                        state,
                        "2023-11-14 22:13:20." + (123 + state),
                        state == 1 ? "null" : String.valueOf(state));
    }

    private static SinkRecord record(long offset, SchemaAndValue key, Struct value) {
        SinkRecord record = new SinkRecord(
                "home",
                0,
                key.schema(),
                key.value(),
                value == null ? null : value.schema(),
                value,
                offset,
                1_795_341_600_000L,
                TimestampType.CREATE_TIME);
        if (value != null) {
            record.headers().addLong("i64", value.getInt64("i64"));
        }
        return record;
    }

    private static SchemaAndValue key(String pkMode, long id) {
        return switch (pkMode) {
            case "record_key" -> new SchemaAndValue(KEY, new Struct(KEY).put("i64", id));
            case "record_key\npk.fields=i64" -> new SchemaAndValue(Schema.INT64_SCHEMA, id);
            default -> SchemaAndValue.NULL;
        };
    }

    private static SinkRecord record(String pkMode, long id, int state) {
        return record(id, key(pkMode, id), value(id, state));
    }

    private void put(String table, String options, List<SinkRecord> records) {
        try (TaskUnderTest task = new TaskUnderTest(database, "table.name.format=" + table + "\n" + options)) {
            task.put(records);
            assertThat(task.reasons()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // pk.mode, pk.fields, insert.mode, primary key of the table that is there
        "none,         ,    insert,           ",
        "kafka,        ,    insert,           __connect_topic;__connect_partition;__connect_offset",
        "kafka,        ,    insert_if_absent, __connect_topic;__connect_partition;__connect_offset",
        "kafka,        ,    upsert,           __connect_topic;__connect_partition;__connect_offset",
        "kafka,        ,    update,           __connect_topic;__connect_partition;__connect_offset",
        "record_key,   ,    insert,           i64",
        "record_key,   ,    insert_if_absent, i64",
        "record_key,   ,    upsert,           i64",
        "record_key,   ,    update,           i64",
        "record_key,   i64, insert,           i64",
        "record_key,   i64, upsert,           i64",
        "record_key,   i64, update,           i64",
        "record_value, i64, insert,           i64",
        "record_value, i64, insert_if_absent, i64",
        "record_value, i64, upsert,           i64",
        "record_value, i64, update,           i64",
        "record_header,i64, insert,           i64",
        "record_header,i64, insert_if_absent, i64",
        "record_header,i64, upsert,           i64",
        "record_header,i64, update,           i64",
    })
    void everyTypeByEveryModeIsTheSameRowInBothTables(String mode, String fields, String insertMode, String primaryKey)
            throws SQLException {
        String pkMode = fields == null ? mode : mode + "\npk.fields=" + fields;
        String options = "auto.create=true\npk.mode=" + pkMode;
        createThere(primaryKey);
        List<String> expected = new ArrayList<>(List.of(row(1, 1), row(2, 1)));
        switch (insertMode) {
            case "insert" -> expected.add(row(3, 2));
            case "insert_if_absent" -> expected.add(row(3, 2));
            case "upsert" -> expected.addAll(List.of(row(1, 2), row(3, 2)));
            default -> expected.add(row(1, 2));
        }
        if (insertMode.equals("upsert") || insertMode.equals("update")) {
            expected.remove(row(1, 1));
        }

        for (String table : List.of("there", "made")) {
            put(table, options, List.of(record(pkMode, 1, 1), record(pkMode, 2, 1)));
            List<SinkRecord> second = new ArrayList<>(List.of(record(pkMode, 3, 2)));
            if (!insertMode.equals("insert")) {
                second.add(0, record(pkMode, 1, 2));
            }
            put(table, options + "\ninsert.mode=" + insertMode, second);

            assertThat(database.rows(SELECT.formatted(table))).as(table).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(database.rows("SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA ="
                        + " 'jdbc_form' AND TABLE_NAME = 'made' ORDER BY ORDINAL_POSITION"))
                .isEqualTo(primaryKey == null ? List.of() : List.of(primaryKey.split(";")));
    }

    private void createThere(String primaryKey) throws SQLException {
        boolean isOfKafka = primaryKey != null && primaryKey.startsWith("__connect");
        database.run("CREATE TABLE there ("
                + (isOfKafka ? "__connect_topic VARCHAR(249), __connect_partition INT, __connect_offset BIGINT, " : "")
                + COLUMNS
                + (primaryKey == null ? "" : ", PRIMARY KEY (" + primaryKey.replace(';', ',') + ")")
                + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "record_key, insert, at_least_once",
        "record_key, upsert, at_least_once",
        "record_key, update, at_least_once",
        "'record_key\npk.fields=i64', upsert, exactly_once",
    })
    void tombstonesDeleteAndWhatFollowsCounts(String pkMode, String insertMode, String guarantee) throws SQLException {
        String options = "auto.create=true\ndelete.enabled=true\npk.mode=" + pkMode;
        createThere("i64");
        for (String table : List.of("there", "made")) {
            put(table, options, List.of(record(pkMode, 1, 1), record(pkMode, 2, 1), record(pkMode, 3, 1)));
            put(
                    table,
                    options + "\ninsert.mode=" + insertMode + "\ndelivery.guarantee=" + guarantee + "\noffsets.owner="
                            + table,
                    List.of(
                            record(10, key(pkMode, 2), null),
                            record(11, key(pkMode, 3), null),
                            record(12, key(pkMode, 3), value(3, 2)),
                            record(13, key(pkMode, 9), null)));

            List<String> expected = new ArrayList<>(List.of(row(1, 1)));
            if (!insertMode.equals("update")) {
                expected.add(row(3, 2));
            }
            assertThat(database.rows(SELECT.formatted(table))).as(table).isEqualTo(expected);
        }
    }

    @Test
    void recordsWithoutSchemaAndJsonTextHaveKeysToo() throws SQLException {
        database.run("CREATE TABLE people (id BIGINT, region VARCHAR(9), name VARCHAR(9), PRIMARY KEY (id, region))");
        String options = "table=people\npk.mode=record_key\ninsert.mode=upsert\ndelete.enabled=true";
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(List.of(
                    plain(0, Map.of("id", 1, "region", "eu"), Map.of("name", "a", "other", List.of(1))),
                    plain(1, "{\"id\":2,\"region\":\"us\"}", "{\"name\":\"b\"}"),
                    plain(2, "{\"id\":3,\"region\":\"us\"}".getBytes(StandardCharsets.UTF_8), "{\"name\":\"c\"}"),
                    plain(3, Map.of("id", 2, "region", "us"), Map.of("name", "d")),
                    plain(4, "{\"id\":3,\"region\":\"us\"}", null),
                    plain(5, null, "{\"name\":\"e\"}"),
                    plain(6, "7", "{\"name\":\"f\"}")));

            assertThat(database.rows("SELECT * FROM people ORDER BY id")).containsExactly("1 eu a", "2 us d");
            assertThat(task.putAside()).containsExactly(5L, 6L);
            assertThat(task.reasons().get(0)).endsWith("pk.mode is record_key and the record has no key");
            assertThat(task.reasons().get(1)).contains("name the column that takes the whole key in pk.fields");
        }
    }

    @Test
    void aKeyReachesNoMoreThanItsRow() throws SQLException {
        database.run("CREATE TABLE rooms (id VARCHAR(9) PRIMARY KEY, room VARCHAR(9), v INT)");
        database.run("INSERT INTO rooms VALUES ('a', 'bath', 1), ('b', 'bath', 2), ('c', 'bath', 3)");
        String options = "table=rooms\npk.mode=record_key\ndelete.enabled=true\nauto.evolve=true";
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(List.of(
                    plain(0, "{\"room\":\"bath\"}", null),
                    plain(1, "{\"rogue\":1}", "{\"v\":1}"),
                    plain(2, "{\"id\":\"a\"}", null)));

            assertThat(task.putAside()).containsExactly(0L, 1L);
            assertThat(database.rows("SELECT * FROM rooms")).containsExactly("b bath 2", "c bath 3");
        }
    }

    private static SinkRecord plain(long offset, Object key, Object value) {
        return new SinkRecord("home", 0, null, key, null, value, offset);
    }

    @Test
    void theTextOfATypedRecordIsADocumentForAJsonColumn() throws SQLException {
        database.run("CREATE TABLE docs (txt JSON)");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=docs\nfields.whitelist=txt")) {
            task.put(List.of(
                    record(0, SchemaAndValue.NULL, value(1, 1).put("txt", "{\"a\": [1, 2]}")),
                    record(1, SchemaAndValue.NULL, value(2, 1).put("txt", "no document")),
                    record(2, SchemaAndValue.NULL, value(3, 1).put("txt", "3"))));

            assertThat(database.rows("SELECT txt->'$.a' FROM docs ORDER BY txt"))
                    .containsExactly("null", "[1, 2]");
            assertThat(task.putAside()).containsExactly(1L);
        }
    }
}
