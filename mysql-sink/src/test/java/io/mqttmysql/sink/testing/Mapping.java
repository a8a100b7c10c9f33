// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.mapping.Cell;
import io.mqttmysql.sink.mapping.RowMapper;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.tool.StrategyTrial;
import io.mqttmysql.sink.tool.StrategyTrial.Answer;
import io.mqttmysql.sink.tool.StrategyTrial.TriedRow;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;

/** From the text of a configuration to rows that read as text. */
public final class Mapping {
    private final RowMapper mapper;
    private final StrategyTrial trial;
    private final TableCatalog tables;

    private Mapping(StrategyOptions strategies, PayloadOptions payloads, TableCatalog tables) {
        this.mapper = new RowMapper(strategies, payloads, DeliveryGuarantee.AT_LEAST_ONCE);
        this.trial = new StrategyTrial(strategies, payloads, Optional.of(tables::find));
        this.tables = tables;
    }

    public static Mapping of(String properties, TableCatalog tables) {
        return of(properties, tables, ZoneId.of("UTC"));
    }

    public static Mapping of(String properties, TableCatalog tables, ZoneId zone) {
        ConfigProblems problems = new ConfigProblems();
        Optional<StrategyOptions> options = StrategyOptions.parse(settings(properties), problems);
        StrategyOptions strategies = options.orElseThrow(() -> new AssertionError(problems.toString()));
        return new Mapping(strategies, new PayloadOptions(64, 1_048_576, 1_000, zone), tables);
    }

    /** The first strategy of a configuration. */
    public static TableStrategy strategy(String properties) {
        ConfigProblems problems = new ConfigProblems();
        return StrategyOptions.parse(settings(properties), problems)
                .orElseThrow(() -> new AssertionError(problems.toString()))
                .strategies()
                .get(0);
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

    public MappedRecords map(SinkRecord... records) {
        try {
            return mapper.map(List.of(records), tables, () -> false);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As many of them as there is time for. */
    public MappedRecords mapUntil(BooleanSupplier isOver, SinkRecord... records) throws SQLException {
        return mapper.map(List.of(records), tables, isOver);
    }

    /** Rows as {@code strategy → table: column=value, …} and failures as their sentence, one a line. */
    public String read(SinkRecord... records) {
        MappedRecords mapped = map(records);
        StringJoiner lines = new StringJoiner("\n");
        mapped.rows().forEach(row -> lines.add(text(row)));
        mapped.failures().forEach(failure -> lines.add("! " + failure.sentence().replaceFirst(".*stored: ", "")));
        return lines.toString();
    }

    /**
     * What {@code ./strategy try} makes of the record, in the form of {@link #read}; all errors, whatever they prevent.
     */
    public List<String> tried(SinkRecord record) {
        return trial.of(record).stream()
                .flatMap(verdict -> verdict.answer() == Answer.CANNOT_TELL
                        ? verdict.objection().stream()
                        : verdict.rows().stream().flatMap(row -> lines(verdict.strategy(), row)))
                .toList();
    }

    private static Stream<String> lines(String strategy, TriedRow row) {
        if (row.isWritten()) {
            String values = row.cells().stream()
                    .filter(cell -> !cell.isLeftOut())
                    .map(cell -> cell.column().name() + "=" + text(cell.value()))
                    .collect(Collectors.joining(", "));
            return Stream.of(strategy + " → " + row.shape().orElseThrow().table() + ": " + values);
        }
        return Stream.concat(row.cells().stream().map(Cell::error).flatMap(Optional::stream), row.error().stream());
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
