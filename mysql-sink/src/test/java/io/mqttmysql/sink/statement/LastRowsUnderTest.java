// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.connection.ServerRun;
import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** The memory of a task, and short ways to make rows and transactions of it. */
abstract class LastRowsUnderTest {
    static final ChangeRule EACH = rule(Map.of());

    final LastRows rows = new LastRows("house-0", 3);
    ServerRun run = new ServerRun("db1 3306 1", 1_000);
    final Set<Row> meetOthers = new HashSet<>();
    long now = 1_000;

    List<String> written(Row... all) {
        begin();
        rows.mark();
        List<Row> written = changed(all);
        rows.committed();
        return text(written);
    }

    void begin() {
        rows.begin(() -> run);
    }

    List<Row> changed(Row... all) {
        try {
            return rows.changed(List.of(all), meetOthers::contains);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> text(List<Row> written) {
        List<String> text = new ArrayList<>();
        written.forEach(row -> text.add(row.values()[0] + "=" + row.values()[1]));
        return text;
    }

    static ChangeRule rule(Map<String, BigDecimal> deadbands) {
        return new ChangeRule(deadbands, Set.of(), Optional.empty());
    }

    static RowShape shape(RowOperation operation, ChangeRule rule) {
        return shape(operation, rule, Rows.column("t_key", ColumnType.VARCHAR), Rows.column("v", ColumnType.BIGINT));
    }

    static RowShape shape(RowOperation operation, ChangeRule rule, Column... columns) {
        List<Column> all = List.of(columns);
        return new RowShape(
                TableId.of("t"), operation, all, List.of("t_key"), Optional.empty(), all, Optional.of(rule));
    }

    Row row(RowShape shape, Object... values) {
        SinkRecord record = new SinkRecord("home", 0, null, null, null, null, 0, now, TimestampType.CREATE_TIME);
        return new Row(shape, values, record, "test");
    }
}
