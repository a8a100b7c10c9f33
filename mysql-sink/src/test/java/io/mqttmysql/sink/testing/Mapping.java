// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import io.mqttmysql.sink.config.ConfigProblems;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.mapping.RowMapper;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.Row;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.StringJoiner;
import org.apache.kafka.connect.sink.SinkRecord;

/** From the text of a configuration to rows that read as text. */
public final class Mapping {
    private final RowMapper mapper;
    private final Tables tables;

    private Mapping(RowMapper mapper, Tables tables) {
        this.mapper = mapper;
        this.tables = tables;
    }

    public static Mapping of(String properties, Tables tables) {
        return of(properties, tables, ZoneId.of("UTC"));
    }

    public static Mapping of(String properties, Tables tables, ZoneId zone) {
        ConfigProblems problems = new ConfigProblems();
        Optional<StrategyOptions> options = StrategyOptions.parse(settings(properties), problems);
        StrategyOptions strategies = options.orElseThrow(() -> new AssertionError(problems.toString()));
        return new Mapping(new RowMapper(strategies, new PayloadOptions(64, 1_048_576, 1_000, zone)), tables);
    }

    /** The configuration's problems, one a line. */
    public static String problems(String properties) {
        ConfigProblems problems = new ConfigProblems();
        StrategyOptions.parse(settings(properties), problems);
        return problems.toString();
    }

    public static Map<String, String> settings(String properties) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        return settings;
    }

    public RowMapper mapper() {
        return mapper;
    }

    public MappedRecords map(SinkRecord... records) {
        try {
            return mapper.map(List.of(records), tables);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Rows as {@code strategy → table: column=value, …} and failures as their sentence, one a line. */
    public String read(SinkRecord... records) {
        MappedRecords mapped = map(records);
        StringJoiner lines = new StringJoiner("\n");
        mapped.rows().forEach(row -> lines.add(text(row)));
        mapped.failures().forEach(failure -> lines.add("! " + failure.sentence().replaceFirst(".*stored: ", "")));
        return lines.toString();
    }

    private static String text(Row row) {
        StringJoiner values = new StringJoiner(", ");
        for (int i = 0; i < row.values().length; i++) {
            values.add(row.shape().columns().get(i).name() + "=" + text(row.values()[i]));
        }
        return row.strategy() + " → " + row.shape().table() + ": " + values;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
