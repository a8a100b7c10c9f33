// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Bits;
import io.debezium.data.Envelope;
import io.debezium.data.Json;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Year;
import io.debezium.time.ZonedTime;
import io.debezium.time.ZonedTimestamp;
import io.debezium.transforms.ExtractNewRecordState;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debezium's change events, unwrapped by its own transformation, become the rows that they tell of. */
@ExtendWith(StackExtension.class)
class ChangeEventsIT {
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    private static final Schema SOURCE =
            SchemaBuilder.struct().field("table", Schema.STRING_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.customers.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("price", decimal())
            .field("any", VariableScaleDecimal.optionalSchema())
            .field("born", io.debezium.time.Date.builder().optional().build())
            .field("clock", MicroTime.builder().optional().build())
            .field("zclock", ZonedTime.builder().optional().build())
            .field("local3", io.debezium.time.Timestamp.builder().optional().build())
            .field("local6", MicroTimestamp.builder().optional().build())
            .field("instant", ZonedTimestamp.builder().optional().build())
            .field("since", Year.builder().optional().build())
            .field("doc", Json.builder().optional().build())
            .field("flags", Bits.builder(12).optional().build())
            .field(
                    "color",
                    io.debezium.data.Enum.builder("red,green").optional().build())
            .build();
    private static final Envelope ENVELOPE = Envelope.defineSchema()
            .withName("shop.customers.Envelope")
            .withRecord(ROW)
            .withSource(SOURCE)
            .build();
    private static final String SELECT = "SELECT id, name, price, any + 0e0, born, CAST(clock AS CHAR),"
            + " CAST(zclock AS CHAR), CAST(local3 AS CHAR), CAST(local6 AS CHAR), CAST(instant AS CHAR), since + 0,"
            + " doc->'$.a', flags + 0, color FROM %s ORDER BY id";
    private static final String ANNA = "1 Anna 12.50 -0.125 1999-12-31 -01:00:00.000001 20:15:00.000000"
            + " 2023-11-14 22:13:20.123 2023-11-14 22:13:20.123456 2023-11-14 22:13:20.654321 2024 [1] 2050 green";
    private static final String NOBODY = "2 null null null null null null null null null null null null null";

    private Database database;

    private static Schema decimal() {
        return Decimal.builder(2)
                .parameter("connect.decimal.precision", "10")
                .optional()
                .build();
    }

    /** Tables that were made count for max.tables of any other test's connector of the same name. */
    @AfterEach
    void drop() throws SQLException {
        database.run("DROP DATABASE change_events");
    }

    @BeforeEach
    void create(LocalStack stack) throws SQLException {
        database = Database.on(stack.mysql(), "change_events");
        database.run("CREATE TABLE there (id BIGINT PRIMARY KEY, name VARCHAR(20), price DECIMAL(10,2), any"
                + " DECIMAL(20,5), born DATE, clock TIME(6), zclock TIME(6), local3 DATETIME(3), local6 DATETIME(6),"
                + " instant TIMESTAMP(6) NULL, since YEAR, doc JSON, flags BIT(12), color ENUM('red', 'green'),"
                + " __deleted VARCHAR(5))");
    }

    private static Struct anna(String name) {
        return new Struct(ROW)
                .put("id", 1L)
                .put("name", name)
                .put("price", new BigDecimal("12.50"))
                .put("any", VariableScaleDecimal.fromLogical(ROW.field("any").schema(), new BigDecimal("-0.125")))
                .put("born", 10_956)
                .put("clock", -3_600_000_001L)
                .put("zclock", "20:15:00Z")
                .put("local3", 1_700_000_000_123L)
                .put("local6", 1_700_000_000_123_456L)
                .put("instant", "2023-11-14T22:13:20.654321Z")
                .put("since", 2024)
                .put("doc", "{\"a\": [1]}")
                .put("flags", new byte[] {0x02, 0x08})
                .put("color", "green");
    }

    private static Struct nobody(long id) {
        return new Struct(ROW).put("id", id);
    }

    private static Struct source() {
        return new Struct(SOURCE).put("table", "customers");
    }

    private static SinkRecord event(long offset, long id, Struct envelope) {
        return new SinkRecord(
                "home",
                0,
                KEY,
                new Struct(KEY).put("id", id),
                envelope == null ? null : ENVELOPE.schema(),
                envelope,
                offset,
                1_795_341_600_000L,
                TimestampType.CREATE_TIME);
    }

    /** Three made, one changed, one deleted, and one deleted and made again. */
    private static List<SinkRecord> history() {
        Instant now = Instant.EPOCH;
        return List.of(
                event(0, 1, ENVELOPE.create(anna("Ann"), source(), now)),
                event(1, 2, ENVELOPE.read(nobody(2), source(), now)),
                event(2, 3, ENVELOPE.create(nobody(3), source(), now)),
                event(3, 4, ENVELOPE.create(nobody(4), source(), now)),
                event(4, 1, ENVELOPE.update(anna("Ann"), anna("Anna"), source(), now)),
                event(5, 3, ENVELOPE.delete(nobody(3), source(), now)),
                event(6, 3, null),
                event(7, 4, ENVELOPE.delete(nobody(4), source(), now)),
                event(8, 4, null),
                event(9, 4, ENVELOPE.create(nobody(4).put("name", "new"), source(), now)));
    }

    /** The transformation drops some by giving null. */
    private static List<SinkRecord> unwrapped(List<SinkRecord> events, String deletes) {
        List<SinkRecord> records = new ArrayList<>();
        try (ExtractNewRecordState<SinkRecord> unwrap = new ExtractNewRecordState<>()) {
            unwrap.configure(Map.of("delete.tombstone.handling.mode", deletes));
            events.stream().map(unwrap::apply).filter(Objects::nonNull).forEach(records::add);
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void becomeTheRowsOfTheirTable(String guarantee) throws SQLException {
        String options = "insert.mode=upsert\npk.mode=record_key\ndelete.enabled=true\nauto.create=true\n"
                + "auto.evolve=true\ndelivery.guarantee=" + guarantee;
        List<SinkRecord> records = unwrapped(history(), "tombstone");
        assertThat(records.stream().filter(record -> record.value() == null)).hasSize(2);

        for (String table : List.of("there", "made")) {
            String settings = options + "\ntable.name.format=" + table + "\noffsets.owner=" + table;
            try (TaskUnderTest task = new TaskUnderTest(database, settings)) {
                task.put(records);

                assertThat(task.reasons()).isEmpty();
                assertThat(database.rows(SELECT.formatted(table)))
                        .as(table)
                        .containsExactly(ANNA, NOBODY, NOBODY.replaceFirst("2 null", "4 new"));
            }
        }
        assertThat(database.rows("SELECT COLUMN_NAME, COLUMN_TYPE, COLUMN_KEY FROM INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE TABLE_SCHEMA = 'change_events' AND TABLE_NAME = 'made' ORDER BY ORDINAL_POSITION"))
                .containsExactly(
                        "id bigint PRI",
                        "name text ",
                        "price decimal(10,2) ",
                        "any decimal(65,30) ",
                        "born date ",
                        "clock time(6) ",
                        "zclock time(6) ",
                        "local3 datetime(3) ",
                        "local6 datetime(6) ",
                        "instant datetime(6) ",
                        "since year ",
                        "doc json ",
                        "flags bit(12) ",
                        "color text ");
    }

    @Test
    void thatAreDeletionsMayBeRowsThatSaySo() throws SQLException {
        String options = "insert.mode=upsert\npk.mode=record_key\npk.fields=id\nauto.create=true\nauto.evolve=true";
        for (String table : List.of("there", "made")) {
            try (TaskUnderTest task = new TaskUnderTest(database, options + "\ntable=" + table)) {
                task.put(unwrapped(history().subList(0, 1), "tombstone"));
                task.put(unwrapped(history(), "rewrite")); // the column for __deleted is added where it is not there

                assertThat(task.reasons()).isEmpty();
                assertThat(database.rows("SELECT id, name, __deleted FROM " + table + " ORDER BY id"))
                        .as(table)
                        .containsExactly("1 Anna false", "2 null false", "3 null true", "4 new false");
            }
        }
    }
}
