// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.microbenchmark;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.MySqlSinkConfig;
import io.mqttmysql.sink.mapping.RowMapper;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.tool.InMemoryTables;
import io.mqttmysql.sink.tool.SqlScript;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Records to rows, of one delivery: the time and the allocation ({@code -prof gc}) of one record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgs = "-Xmx512m")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MappingBenchmark {
    private static final int RECORDS = 500;
    private static final int STRATEGIES = 100;

    private static final String TABLE = """
            CREATE TABLE readings (sensor VARCHAR(190), temperature DECIMAL(5,2), humidity INT, measured_at DATETIME(3),
              value DOUBLE);
            """;

    /** json: four columns, two paths; text: the payload is the value; hundred: json by the last of 100 strategies. */
    @Param({"json", "text", "hundred"})
    public String configuration;

    private RowMapper mapper;
    private TableCatalog tables;
    private List<SinkRecord> delivery;

    /** Reads the configuration and makes the delivery. */
    @Setup(Level.Trial)
    public void setUp() {
        MySqlSinkConfig config = MySqlSinkConfig.from(settings());
        mapper = new RowMapper(
                config.mapping().strategies(), config.mapping().payload(), DeliveryGuarantee.EXACTLY_ONCE);
        List<TableDefinition> known = SqlScript.read(TABLE).tables();
        tables = new InMemoryTables(
                id -> known.stream().filter(table -> table.id().equals(id)).findFirst());
        delivery = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            delivery.add(record(i));
        }
        if (rows() != RECORDS) {
            throw new IllegalStateException(Optional.of(configuration) + " makes other rows than it is meant to.");
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "name", "benchmark",
                "task.index", "0",
                "topics", "home",
                "connection.url", "jdbc:mysql://localhost/home",
                "connection.user", "none",
                "connection.password", "none",
                "table", "readings",
                "column.sensor", "mqtt.topic",
                "column.measured_at", "kafka.timestamp"));
        if (configuration.equals("text")) {
            settings.put("column.value", "payload");
            return settings;
        }
        settings.put("column.temperature", "$.temperature");
        settings.put("column.humidity", "$.humidity");
        if (configuration.equals("hundred")) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= STRATEGIES; i++) {
                names.add("s" + i);
                String filter = i == STRATEGIES ? "Home/+/climate" : "Home/" + i + "/{what}/only";
                settings.put("strategy.s" + i + ".match", filter);
            }
            settings.put("strategies", String.join(",", names));
        }
        return settings;
    }

    private SinkRecord record(int number) {
        String topic = "Home/room" + number % 40 + "/climate";
        String payload = configuration.equals("text")
                ? "21." + number
                : "{\"temperature\":21.%d,\"humidity\":%d,\"battery\":97}".formatted(number % 100, number % 100);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("mqtt.topic", topic);
        return new SinkRecord(
                "home",
                0,
                Schema.STRING_SCHEMA,
                topic,
                Schema.BYTES_SCHEMA,
                payload.getBytes(StandardCharsets.UTF_8),
                number,
                1_795_341_600_000L + number,
                TimestampType.CREATE_TIME,
                headers);
    }

    /** Returns how many rows there are, so that none is left out. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int map() {
        return rows();
    }

    private int rows() {
        try {
            return mapper.map(delivery, tables, () -> false).rows().size();
        } catch (SQLException e) {
            throw new IllegalStateException("Tables in memory need no server.", e);
        }
    }
}
