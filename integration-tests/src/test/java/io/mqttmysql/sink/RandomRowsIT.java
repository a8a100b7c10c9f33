// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random JSON documents and Structs of random schemas: a SELECT returns what was sent. A failure names its seed. */
@ExtendWith(StackExtension.class)
class RandomRowsIT {
    private static final int COUNT = 500;
    private static final long MS_PER_DAY = 86_400_000;

    private final long seed = System.nanoTime();
    private final RandomValues values = new RandomValues(seed);
    private final Random random = values.random();
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "random_rows");
    }

    /** Byte for byte as text; as JSON, what the server itself makes of that text. */
    @Test
    void documentsComeBackAsTheyWereSent() throws SQLException {
        database.run("CREATE TABLE t (n BIGINT PRIMARY KEY, doc JSON, text LONGTEXT, raw LONGBLOB)");
        List<String> sent = new ArrayList<>();
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Map<String, Object> document = values.document(4);
            String json = RandomValues.json(document);
            sent.add(json);
            boolean isText = random.nextBoolean();
            records.add(record(i, isText ? Schema.STRING_SCHEMA : null, isText ? json : document));
        }
        String options = "table=t\ncolumn.n=kafka.offset\ncolumn.doc=$\ncolumn.text=$\ncolumn.raw=$";

        put(options, records);

        try (Connection connection = database.server().connect(database.name());
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT n, text, raw, " + sameJson() + " FROM t ORDER BY n")) {
            for (int i = 0; i < COUNT; i++) {
                assertThat(row.next()).as("seed %d, row %d", seed, i).isTrue();
                assertThat(row.getString(2)).as("seed %d, row %d", seed, i).isEqualTo(sent.get(i));
                assertThat(row.getString(3)).as("seed %d, row %d", seed, i).isEqualTo(sent.get(i));
                assertThat(row.getBoolean(4))
                        .as("seed %d, row %d: %s", seed, i, sent.get(i))
                        .isTrue();
            }
        }
    }

    String sameJson() {
        return "doc = CAST(text AS JSON)";
    }

    @FunctionalInterface
    private interface Reading {
        Object read(ResultSet row, String column) throws SQLException;
    }

    /** A value to send, and what is read back. */
    private record Pair(Object sent, Object stored) {}

    private record Field(String column, Schema schema, Function<RandomRowsIT, Pair> values, Reading reading) {}

    private static final Reading NUMBER = ResultSet::getLong;
    private static final Reading DOUBLE = ResultSet::getDouble;
    private static final List<Field> FIELDS = List.of(
            new Field("TINYINT", Schema.OPTIONAL_INT8_SCHEMA, of(r -> (byte) r.nextInt()), NUMBER),
            new Field("SMALLINT", Schema.OPTIONAL_INT16_SCHEMA, of(r -> (short) r.nextInt()), NUMBER),
            new Field("INT", Schema.OPTIONAL_INT32_SCHEMA, of(Random::nextInt), NUMBER),
            new Field("BIGINT", Schema.OPTIONAL_INT64_SCHEMA, of(Random::nextLong), NUMBER),
            new Field("DOUBLE", Schema.OPTIONAL_FLOAT64_SCHEMA, test -> test.real(false), DOUBLE),
            new Field("FLOAT", Schema.OPTIONAL_FLOAT32_SCHEMA, test -> test.real(true), DOUBLE),
            new Field("BOOLEAN", Schema.OPTIONAL_BOOLEAN_SCHEMA, RandomRowsIT::truth, NUMBER),
            new Field("VARCHAR(200)", Schema.OPTIONAL_STRING_SCHEMA, RandomRowsIT::text, ResultSet::getString),
            new Field("VARBINARY(200)", Schema.OPTIONAL_BYTES_SCHEMA, RandomRowsIT::bytes, RandomRowsIT::hex),
            new Field(
                    "DECIMAL(38,6)",
                    Decimal.builder(8).optional().build(),
                    RandomRowsIT::decimal,
                    ResultSet::getBigDecimal),
            new Field(
                    "DATE",
                    Date.builder().optional().build(),
                    RandomRowsIT::day,
                    (row, column) -> row.getObject(column, LocalDate.class)),
            new Field(
                    "TIME(3)",
                    Time.builder().optional().build(),
                    RandomRowsIT::time,
                    (row, column) -> row.getObject(column, LocalTime.class)),
            new Field(
                    "DATETIME(3)",
                    Timestamp.builder().optional().build(),
                    RandomRowsIT::instant,
                    (row, column) -> row.getObject(column, LocalDateTime.class)));

    /** Each record has a schema of its own: some of the fields, in any order, some of them null. */
    @Test
    void structsOfAnySchemaComeBackAsTheyWereSent() throws SQLException {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < FIELDS.size(); i++) {
            columns.append(", c").append(i).append(' ').append(FIELDS.get(i).column());
        }
        database.run("CREATE TABLE t (n BIGINT PRIMARY KEY" + columns + ")");
        List<Map<Integer, Object>> stored = new ArrayList<>();
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Map<Integer, Pair> fields = fields();
            Map<Integer, Object> expected = new LinkedHashMap<>();
            fields.forEach((field, pair) -> expected.put(field, pair.stored()));
            stored.add(expected);
            Struct struct = struct(fields);
            records.add(record(i, struct.schema(), struct));
        }

        put("table=t\ncolumn.n=kafka.offset\nfields.include=*", records);

        try (Connection connection = database.server().connect(database.name());
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT * FROM t ORDER BY n")) {
            for (int i = 0; i < COUNT; i++) {
                assertThat(row.next()).as("seed %d, row %d", seed, i).isTrue();
                for (int field = 0; field < FIELDS.size(); field++) {
                    Object value = FIELDS.get(field).reading().read(row, "c" + field);
                    assertThat(row.wasNull() ? null : value)
                            .as(
                                    "seed %d, row %d, %s",
                                    seed, i, FIELDS.get(field).column())
                            .isEqualTo(stored.get(i).get(field));
                }
            }
        }
    }

    private Map<Integer, Pair> fields() {
        Map<Integer, Pair> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(2 * FIELDS.size()); i >= 0; i--) {
            int field = random.nextInt(FIELDS.size());
            fields.put(
                    field,
                    random.nextInt(6) == 0
                            ? new Pair(null, null)
                            : FIELDS.get(field).values().apply(this));
        }
        return fields;
    }

    private static Struct struct(Map<Integer, Pair> fields) {
        SchemaBuilder schema = SchemaBuilder.struct();
        fields.keySet()
                .forEach(field -> schema.field("c" + field, FIELDS.get(field).schema()));
        Struct struct = new Struct(schema.build());
        fields.forEach((field, pair) -> struct.put("c" + field, pair.sent()));
        return struct;
    }

    private void put(String options, List<SinkRecord> records) {
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(records);
            assertThat(task.reasons()).as("seed %d", seed).isEmpty();
        }
    }

    private static SinkRecord record(long offset, Schema schema, Object value) {
        return new SinkRecord("home", 0, null, null, schema, value, offset, 1L, TimestampType.CREATE_TIME);
    }

    private static Function<RandomRowsIT, Pair> of(Function<Random, Number> number) {
        return test -> {
            Number value = number.apply(test.random);
            return new Pair(value, value.longValue());
        };
    }

    private Pair real(boolean isFloat) {
        if (isFloat) {
            float value = Float.intBitsToFloat(random.nextInt());
            return Float.isFinite(value) && Math.abs(value) >= Float.MIN_NORMAL
                    ? new Pair(value, floatAsRead(value))
                    : new Pair(0f, 0.0);
        }
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? new Pair(value, value) : new Pair(0.5, 0.5);
    }

    /** The server shows six digits of a FLOAT. */
    private static double floatAsRead(float value) {
        return new BigDecimal(value)
                .round(new MathContext(6, RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    private Pair truth() {
        boolean value = random.nextBoolean();
        return new Pair(value, value ? 1L : 0L);
    }

    private Pair text() {
        String value = values.text(25);
        return new Pair(value, value);
    }

    private Pair bytes() {
        byte[] value = values.bytes(200);
        return new Pair(value, HexFormat.of().formatHex(value));
    }

    private static Object hex(ResultSet row, String column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? null : HexFormat.of().formatHex(value);
    }

    private Pair decimal() {
        BigDecimal value = values.decimal(30, 8);
        return new Pair(value, value.setScale(6, RoundingMode.HALF_UP));
    }

    private Pair day() {
        LocalDate day = LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_650_000));
        return new Pair(new java.util.Date(day.toEpochDay() * MS_PER_DAY), day);
    }

    private Pair time() {
        long millis = random.nextInt((int) MS_PER_DAY);
        return new Pair(new java.util.Date(millis), LocalTime.ofNanoOfDay(millis * 1_000_000));
    }

    private Pair instant() {
        Instant instant = Instant.ofEpochMilli(random.nextLong() % 60_000_000_000_000L);
        return new Pair(java.util.Date.from(instant), LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
