// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.RowSizeLimit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether a server makes a table ({@code auto.create}) of the types that the configuration says. */
final class MadeTable {
    /** Manual, "InnoDB Limits": of an index. */
    private static final long KEY_BYTES = 3_072;

    /** Manual, "Limits on Table Column Count and Row Size". */
    private static final long ROW_BYTES = 65_535;

    private final StrategySettings settings;
    private final ConfigProblems problems;

    MadeTable(StrategySettings settings, ConfigProblems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(List<MappedColumn> columns, List<String> key) {
        List<Column> declared =
                columns.stream().flatMap(column -> declared(column).stream()).toList();
        List<Column> inKey = declared.stream()
                .filter(column -> ColumnName.isAmong(key, column.name()))
                .toList();
        inKey.stream()
                .filter(column -> column.type() == ColumnType.JSON)
                .forEach(column -> add(
                        column,
                        "with auto.create it is in the key, and MySQL makes none of JSON; write as VARCHAR(190)"));
        refuseBeyond(KEY_BYTES, "a key of MySQL", inKey);
        refuseBeyond(ROW_BYTES, "a row of MySQL", declared);
    }

    private static Optional<Column> declared(MappedColumn column) {
        return column.expression().type().map(type -> ColumnDeclaration.column(column.name(), type, ""));
    }

    private void refuseBeyond(long most, String what, List<Column> columns) {
        long bytes = columns.stream().mapToLong(RowSizeLimit::bytes).sum();
        if (bytes > most) {
            Column longest = columns.stream()
                    .max(Comparator.comparingLong(RowSizeLimit::bytes))
                    .orElseThrow();
            add(
                    longest,
                    "with auto.create " + what + " would have " + bytes + " bytes, four a character, and takes " + most
                            + "; say a shorter type");
        }
    }

    private void add(Column column, String reason) {
        Setting setting = settings.columns(problems).get(column.name());
        problems.add(setting.key(), setting.value(), reason);
    }
}
