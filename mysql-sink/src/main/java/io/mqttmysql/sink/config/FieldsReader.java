// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.strategy.FieldSelection;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.value.Nesting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads which fields go to columns without an expression: all, or with mapped columns those of {@code fields.include}.
 */
final class FieldsReader {
    private static final List<String> ONLY_WITH_FIELDS =
            List.of(StrategyKeys.FIELDS_EXCLUDE, StrategyKeys.FIELDS_RENAME, StrategyKeys.FLATTEN);

    private final StrategySettings settings;
    private final Settings values;
    private final ConfigProblems problems;

    FieldsReader(StrategySettings settings, ConfigProblems problems) {
        this.settings = settings;
        this.values = new Settings(settings, problems);
        this.problems = problems;
    }

    Optional<FieldSelection> fields() {
        settings.refuseTwins(StrategyKeys.FIELDS_INCLUDE, StrategyKeys.FIELDS_WHITELIST, problems);
        List<String> included = values.list(StrategyKeys.FIELDS_INCLUDE, StrategyKeys.FIELDS_WHITELIST);
        boolean hasColumns = !settings.columns(problems).isEmpty();
        if (hasColumns && included.isEmpty()) {
            ONLY_WITH_FIELDS.forEach(this::refuseWithoutFields);
            return Optional.empty();
        }
        Set<String> wanted = included.isEmpty() ? Set.of(FieldSelection.EVERY_SCALAR) : new HashSet<>(included);
        Nesting nesting = values.isSet(StrategyKeys.FLATTEN) ? Nesting.FLATTENED : Nesting.KEPT;
        Set<String> excluded = new HashSet<>(values.list(StrategyKeys.FIELDS_EXCLUDE));
        FieldSelection selection = new FieldSelection(wanted, excluded, renamed(wanted), nesting);
        refuseTwins(selection);
        return Optional.of(selection);
    }

    /** One of the top level may be meant for other strategies. */
    private void refuseWithoutFields(String option) {
        settings.findFilled(option)
                .filter(setting -> setting.key().equals(settings.key(option)))
                .filter(setting -> !setting.value().strip().equalsIgnoreCase("false"))
                .ifPresent(setting -> problems.add(
                        setting.key(),
                        setting.value(),
                        "it has no effect, since columns are mapped and " + settings.key(StrategyKeys.FIELDS_INCLUDE)
                                + " is not set; set that to * for all fields besides, or remove it"));
    }

    /** {@code field:column}; the last colon counts, as fields have them and columns seldom do. */
    private Map<String, String> renamed(Set<String> wanted) {
        Map<String, String> renamed = new HashMap<>();
        for (String entry : values.list(StrategyKeys.FIELDS_RENAME)) {
            Setting setting = settings.find(StrategyKeys.FIELDS_RENAME).orElseThrow();
            int colon = entry.lastIndexOf(':');
            String field = entry.substring(0, Math.max(0, colon)).strip();
            String column = entry.substring(colon + 1).strip();
            if (field.isEmpty() || column.isEmpty()) {
                refuse(setting, "'" + entry + "' is not of the form field:column");
            } else if (!wanted.contains(field) && !wanted.contains(FieldSelection.EVERY_SCALAR)) {
                refuse(
                        setting,
                        "'" + field + "' is not among " + settings.key(StrategyKeys.FIELDS_INCLUDE)
                                + Suggestion.sentence(field, wanted));
            } else {
                String other = renamed.put(field, column);
                if (other != null && !other.equals(column)) {
                    refuse(
                            setting,
                            "'" + field + "' is renamed to '" + other + "' and to '" + column
                                    + "'; keep one, and fill the other by column.<column>");
                }
            }
        }
        return renamed;
    }

    /** Fields that the configuration names for one column: of a record that has both, one would be lost. */
    private void refuseTwins(FieldSelection selection) {
        Set<String> named = new TreeSet<>(selection.included());
        named.addAll(selection.renamed().keySet());
        named.removeAll(selection.excluded());
        named.remove(FieldSelection.EVERY_SCALAR);
        Map<String, String> fields = new TreeMap<>(ColumnName.ORDER);
        for (String field : named) {
            String column = selection.renamed().getOrDefault(field, field);
            String other = fields.putIfAbsent(column, field);
            if (other != null) {
                boolean isByName = !selection.renamed().containsKey(field)
                        && !selection.renamed().containsKey(other);
                refuse(
                        isByName
                                ? included()
                                : settings.find(StrategyKeys.FIELDS_RENAME).orElseThrow(),
                        "'" + other + "' and '" + field + "' both go to the column '" + column
                                + "', and a record may have both; let each have a column of its own, or take them by two"
                                + " strategies");
            }
        }
    }

    private Setting included() {
        return settings.findFilled(StrategyKeys.FIELDS_INCLUDE)
                .or(() -> settings.findFilled(StrategyKeys.FIELDS_WHITELIST))
                .orElseThrow();
    }

    private void refuse(Setting setting, String reason) {
        problems.add(setting.key(), setting.value(), reason);
    }
}
