// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** Rows and records for tests. */
public final class Rows {
    private Rows() {}

    public static SinkRecord record(String topic, int partition, long offset) {
        return new SinkRecord(
                topic, partition, null, "key", null, "value", offset, 1_000 + offset, TimestampType.CREATE_TIME);
    }

    public static Column column(String name, ColumnType type) {
        return new Column(
                name,
                type,
                type.name().toLowerCase(Locale.ROOT),
                Column.Extent.NONE,
                true,
                Column.Filling.BY_THE_SERVER,
                type == ColumnType.VARCHAR
                        ? Optional.of(new Column.Collation("utf8mb4", "utf8mb4_0900_ai_ci"))
                        : Optional.empty());
    }

    public static RowShape upsert(String table, String key, String... others) {
        return shape(table, RowOperation.UPSERT, List.of(key), others);
    }

    public static RowShape insert(String table, String... columns) {
        return shape(table, RowOperation.INSERT, List.of(), columns);
    }

    public static RowShape update(String table, String key, String... others) {
        return shape(table, RowOperation.UPDATE, List.of(key), others);
    }

    public static RowShape delete(String table, String... keys) {
        return shape(table, RowOperation.DELETE, List.of(keys));
    }

    private static RowShape shape(String table, RowOperation operation, List<String> keys, String... others) {
        List<Column> columns = Stream.concat(keys.stream(), Arrays.stream(others))
                .map(name -> column(name, name.startsWith("t_") ? ColumnType.VARCHAR : ColumnType.BIGINT))
                .toList();
        return new RowShape(TableId.of(table), operation, columns, keys);
    }

    public static Row row(RowShape shape, SinkRecord record, Object... values) {
        return new Row(shape, values, record, "test");
    }
}
