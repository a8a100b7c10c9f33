// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.expression.Source.KafkaMetadata;
import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.table.ColumnName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code changed.only} of one strategy, and refuses it where only the server knows what was written. */
final class ChangeReader {
    private static final String ANY = "any";

    private final StrategySettings settings;
    private final Settings values;
    private final ConfigProblems problems;

    ChangeReader(StrategySettings settings, ConfigProblems problems) {
        this.settings = settings;
        this.values = new Settings(settings, problems);
        this.problems = problems;
    }

    /** @param columns the mapped ones where there will be no others, else none */
    Optional<ChangeRule> changes(
            InsertMode mode, Optional<KeyMode> keyMode, List<String> keyFields, List<MappedColumn> columns) {
        Map<String, Setting> deadbands = settings.ofColumns(StrategyKeys.DEADBAND_PREFIX);
        if (!values.isSet(StrategyKeys.CHANGED_ONLY)) {
            settings.findFilled(StrategyKeys.CHANGED_HEARTBEAT).ifPresent(this::refuseWithoutChanges);
            deadbands.values().forEach(this::refuseWithoutChanges);
            return Optional.empty();
        }
        requireMode(mode);
        requireKey(mode, keyMode, keyFields);
        Map<String, BigDecimal> distances = new HashMap<>();
        Set<String> uncounted = new HashSet<>();
        deadbands
                .entrySet()
                .removeIf(entry -> ColumnName.isAmong(keyFields, entry.getKey()) && !isOwn(entry.getValue()));
        deadbands.forEach((column, setting) -> {
            requireColumn(column, setting, keyFields, columns);
            if (setting.value().strip().equalsIgnoreCase(ANY)) {
                uncounted.add(ColumnName.folded(column));
            } else {
                distance(setting).ifPresent(distance -> distances.put(ColumnName.folded(column), distance));
            }
        });
        return Optional.of(new ChangeRule(distances, uncounted, heartbeat()));
    }

    /** One of the top level may be meant for other strategies. */
    private void refuseWithoutChanges(Setting setting) {
        if (isOwn(setting)) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "it has no effect unless changed.only is true; set that, or remove it");
        }
    }

    private boolean isOwn(Setting setting) {
        return setting.key().startsWith(settings.key("changed."));
    }

    private void requireMode(InsertMode mode) {
        if (mode == InsertMode.INSERT_IF_ABSENT || mode == InsertMode.UPDATE) {
            refuse("with insert.mode=" + Choices.word(mode)
                    + " only the server knows whether a row was written; take insert or upsert, or remove it");
        }
        if (mode == InsertMode.UPSERT
                && settings.findFilled(StrategyKeys.NEWER_BY).isPresent()) {
            refuse("with upsert.newer.by only the server knows whether a row was written; remove one of the two");
        }
    }

    private void requireKey(InsertMode mode, Optional<KeyMode> keyMode, List<String> keyFields) {
        if (keyMode.filter(KeyMode.KAFKA::equals).isPresent()) {
            refuse("with pk.mode=kafka no two records have the same key, so that no row would be left out; name a key"
                    + " that tells what a record is about");
        } else if (mode == InsertMode.INSERT
                && keyMode.filter(KeyMode.NONE::equals).isPresent()
                && settings.findFilled(StrategyKeys.PK_MODE).isPresent()) {
            refuse("with pk.mode=none rows have no key; set pk.mode to record_key, record_value or record_header");
        } else if (mode == InsertMode.INSERT
                && keyFields.isEmpty()
                && keyMode.filter(KeyMode.RECORD_KEY::equals).isEmpty()) {
            refuse("rows are compared with the last one of their key; name its columns in "
                    + settings.key(StrategyKeys.PK_FIELDS) + ", for example those of the room and the sensor");
        }
    }

    private void refuse(String reason) {
        Setting setting = settings.find(StrategyKeys.CHANGED_ONLY).orElseThrow();
        String own = settings.key(StrategyKeys.CHANGED_ONLY);
        problems.add(
                setting.key(),
                setting.value(),
                setting.key().equals(own) ? reason : reason + ", or set " + own + "=false");
    }

    private void requireColumn(String column, Setting setting, List<String> keyFields, List<MappedColumn> columns) {
        Set<String> mapped = columns.stream().map(MappedColumn::name).collect(Collectors.toSet());
        boolean isOfOneRecord = columns.stream()
                .filter(mappedColumn -> ColumnName.areSame(mappedColumn.name(), column))
                .anyMatch(mappedColumn -> mappedColumn.expression().source() == KafkaMetadata.TIMESTAMP
                        || mappedColumn.expression().source() == KafkaMetadata.OFFSET);
        if (ColumnName.isAmong(keyFields, column)) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "'" + column + "' is a key column: another value is another key; remove it");
        } else if (isOfOneRecord && !setting.value().strip().equalsIgnoreCase(ANY)) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "'" + column + "' is filled by kafka.timestamp or kafka.offset, which never count; remove it");
        } else if (!mapped.isEmpty() && !ColumnName.isAmong(mapped, column) && isOwn(setting)) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "'" + column + "' is not a mapped column" + Suggestion.sentence(column, mapped));
        }
    }

    private Optional<BigDecimal> distance(Setting setting) {
        try {
            BigDecimal distance = new BigDecimal(setting.value().strip());
            if (distance.signum() >= 0) {
                return Optional.of(distance);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problems.add(
                setting.key(),
                setting.value(),
                "write a number that is not negative, for example 0.5, or any: then the column does not count");
        return Optional.empty();
    }

    private Optional<Duration> heartbeat() {
        Optional<Setting> setting = settings.findFilled(StrategyKeys.CHANGED_HEARTBEAT);
        try {
            Optional<Duration> heartbeat = setting.map(
                    text -> Duration.ofMillis(Long.parseLong(text.value().strip())));
            if (heartbeat.filter(time -> time.isNegative() || time.isZero()).isEmpty()) {
                return heartbeat;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        setting.ifPresent(text -> problems.add(
                text.key(), text.value(), "write a whole number of milliseconds, at least 1, for example 3600000"));
        return Optional.empty();
    }
}
