// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code pk.mode} and {@code pk.fields} of one strategy, and refuses what cannot tell rows apart. */
final class KeyReader {
    private static final String MORE = "; set pk.mode to record_key, record_value or record_header, or remove it: "
            + "pk.fields, or else the table's primary key, are then fields";

    private final StrategySettings settings;
    private final Settings values;
    private final InsertMode insertMode;
    private final boolean isOfFields;
    private final ConfigProblems problems;

    /**
     * @param isOfFields whether no column is mapped, so that fields name their columns themselves
     */
    KeyReader(StrategySettings settings, InsertMode insertMode, boolean isOfFields, ConfigProblems problems) {
        this.settings = settings;
        this.values = new Settings(settings, problems);
        this.insertMode = insertMode;
        this.isOfFields = isOfFields;
        this.problems = problems;
    }

    /** Empty for a strategy that is not in the form of the JDBC sinks. */
    Optional<KeyMode> mode() {
        Optional<Setting> setting = settings.findFilled(StrategyKeys.PK_MODE);
        if (!isOfFields) {
            setting.ifPresent(this::refuseBesideColumns);
            return Optional.empty();
        }
        if (setting.isEmpty()) {
            refuseDeletes(KeyMode.NONE);
            return settings.isOfTheOnlyStrategy() ? Optional.of(KeyMode.NONE) : Optional.empty();
        }
        Optional<KeyMode> mode = Choices.read(setting.get(), KeyMode.values(), problems);
        mode.ifPresent(wanted -> {
            refuseWithoutKey(setting.get(), wanted);
            refuseRows(setting.get(), wanted);
            refuseDeletes(wanted);
        });
        return mode;
    }

    /** The key columns; none of them twice. */
    List<String> fields(Optional<KeyMode> mode) {
        List<String> fields = values.list(StrategyKeys.PK_FIELDS);
        Set<String> names = new HashSet<>();
        for (String field : fields) {
            if (!names.add(ColumnName.folded(field))) {
                refuseFields("'" + field + "' is listed twice; remove one");
            }
            if (isOfFields && !TableId.isQuotable(field)) {
                refuseFields("MySQL's driver does not take a backslash in the name of a column");
            }
        }
        if (mode.isEmpty()) {
            return fields;
        }
        return switch (mode.get()) {
            case NONE -> settings.findFilled(StrategyKeys.PK_MODE).isPresent() ? List.of() : fields;
            case KAFKA -> kafkaFields(fields);
            case RECORD_HEADER -> headerFields(fields);
            case RECORD_KEY, RECORD_VALUE -> fields;
        };
    }

    private List<String> kafkaFields(List<String> fields) {
        if (fields.isEmpty()) {
            return KeyMode.KAFKA_COLUMNS;
        }
        if (fields.size() != KeyMode.KAFKA_COLUMNS.size()) {
            refuseFields("with pk.mode=kafka it names three columns, of topic, partition and offset, or none for "
                    + String.join(", ", KeyMode.KAFKA_COLUMNS));
            return KeyMode.KAFKA_COLUMNS;
        }
        return fields;
    }

    private List<String> headerFields(List<String> fields) {
        if (fields.isEmpty()) {
            refuseFields("with pk.mode=record_header it names the headers that are the key; name at least one");
        }
        return fields;
    }

    private void refuseFields(String reason) {
        Optional<Setting> setting = settings.findFilled(StrategyKeys.PK_FIELDS);
        problems.add(
                setting.map(Setting::key).orElse(settings.key(StrategyKeys.PK_FIELDS)),
                setting.map(Setting::value).orElse(""),
                reason);
    }

    /** One of the top level may be meant for other strategies. */
    private void refuseBesideColumns(Setting setting) {
        if (setting.key().equals(settings.key(StrategyKeys.PK_MODE)) && !isNone(setting)) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "with mapped columns the key is named by pk.fields; map it by column.<column>");
        }
    }

    private static boolean isNone(Setting setting) {
        return setting.value().strip().equalsIgnoreCase(KeyMode.NONE.word());
    }

    private void refuseWithoutKey(Setting setting, KeyMode mode) {
        if (mode == KeyMode.NONE && insertMode.needsKey()) {
            problems.add(
                    setting.key(), setting.value(), "insert.mode=" + Choices.word(insertMode) + " needs a key" + MORE);
        }
    }

    /** All rows of one record would have one key. */
    private void refuseRows(Setting setting, KeyMode mode) {
        if (mode.isBesideTheValue() && settings.findFilled(StrategyKeys.ROWS).isPresent()) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "the rows that one record makes by " + settings.key(StrategyKeys.ROWS)
                            + " would all have the same key; map columns by column.<column> and name the key in pk.fields");
        }
    }

    private void refuseDeletes(KeyMode mode) {
        if (mode != KeyMode.RECORD_KEY && values.isSet(StrategyKeys.DELETE_ENABLED)) {
            Setting deletes = settings.find(StrategyKeys.DELETE_ENABLED).orElseThrow();
            problems.add(
                    deletes.key(),
                    deletes.value(),
                    "a record that deletes has nothing but its key; set " + settings.key(StrategyKeys.PK_MODE)
                            + "=record_key, or map the key's columns by column.<column>");
        }
    }
}
