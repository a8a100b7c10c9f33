// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.expression.OnError;
import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.expression.Source.HeaderValue;
import io.mqttmysql.sink.expression.Source.KafkaMetadata;
import io.mqttmysql.sink.expression.Source.KeyPart;
import io.mqttmysql.sink.step.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code pk.mode}: where a row's key comes from where fields name their columns themselves, as the JDBC sinks have it.
 */
public enum KeyMode {
    /** A field as any other; a table that is made has no key. */
    NONE,
    /** Where the record stands in Kafka, before any transformation: topic, partition, offset. */
    KAFKA,
    /** The record's key: its fields, or the one value that it is. */
    RECORD_KEY,
    /** Fields of the record's value; without {@code pk.fields} all are the key of a table that is made. */
    RECORD_VALUE,
    /** The headers of the key columns' names. */
    RECORD_HEADER;

    /** The key columns of {@link #KAFKA} without {@code pk.fields}. */
    public static final List<String> KAFKA_COLUMNS =
            List.of("__connect_topic", "__connect_partition", "__connect_offset");

    private static final List<Source> KAFKA_SOURCES =
            List.of(KafkaMetadata.TOPIC, KafkaMetadata.PARTITION, KafkaMetadata.OFFSET);

    /** As {@code pk.mode} is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something else than the value's fields fills the key columns. */
    public boolean isBesideTheValue() {
        return this == KAFKA || this == RECORD_KEY || this == RECORD_HEADER;
    }

    /**
     * What fills the key columns; none where the value's fields do.
     *
     * @param names of the columns, in the order of {@code pk.fields}
     */
    public List<MappedColumn> columns(List<String> names) {
        List<MappedColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size() && isBesideTheValue(); i++) {
            columns.add(column(names.get(i), source(names, i)));
        }
        return columns;
    }

    private Source source(List<String> names, int index) {
        return switch (this) {
            case KAFKA -> KAFKA_SOURCES.get(index);
            case RECORD_HEADER -> new HeaderValue(names.get(index));
            default -> new KeyPart(names.get(index), names.size() == 1);
        };
    }

    /** What fills the columns that the fields of a record's key name: those fields, even a single one. */
    static List<MappedColumn> columnsOfKeyFields(List<String> names) {
        return names.stream()
                .map(name -> RECORD_KEY.column(name, new KeyPart(name, false)))
                .toList();
    }

    private MappedColumn column(String name, Source source) {
        String text = "pk.mode=" + word();
        return new MappedColumn(
                name,
                new ColumnExpression(text, source, Optional.empty(), Steps.NONE, Optional.empty(), OnError.REFUSE));
    }
}
