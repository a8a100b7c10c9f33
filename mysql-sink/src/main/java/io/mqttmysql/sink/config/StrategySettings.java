// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static io.mqttmysql.sink.config.StrategyKeys.COLUMN_PREFIX;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of one strategy over those of the top level, each with the key that it was written under. */
final class StrategySettings {
    /** A value and the whole key that it stands under. */
    record Setting(String key, String value) {}

    private final String prefix;
    private final Map<String, Setting> own;
    private final Map<String, Setting> inherited;

    /**
     * @param prefix {@code strategy.<name>.}; empty for the top level as the only strategy
     * @param own by option name
     * @param inherited by option name; only what is inherited at all
     */
    StrategySettings(String prefix, Map<String, Setting> own, Map<String, Setting> inherited) {
        this.prefix = prefix;
        this.own = own;
        this.inherited = inherited;
    }

    /** The whole key of an option, also where it is not set. */
    String key(String option) {
        return prefix + option;
    }

    /** The strategy's own setting, else the top level's; of several names of one option the first that is set. */
    Optional<Setting> find(String... names) {
        for (Map<String, Setting> layer : List.of(own, inherited)) {
            for (String name : names) {
                if (layer.containsKey(name)) {
                    return Optional.of(layer.get(name));
                }
            }
        }
        return Optional.empty();
    }

    /** Both names of one option where they stand side by side, so that one of them would be ignored. */
    Map<Setting, Setting> twins(String option, String alias) {
        return Stream.of(own, inherited)
                .filter(layer -> layer.containsKey(option) && layer.containsKey(alias))
                .collect(Collectors.toMap(layer -> layer.get(option), layer -> layer.get(alias)));
    }

    /**
     * The column expressions by column, in alphabetical order; an empty one removes an inherited one. Column names compare
     * without regard to case, as MySQL compares them.
     */
    Map<String, Setting> columns(ConfigProblems problems) {
        Map<String, Setting> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        columnsOf(inherited, problems).forEach(columns::put);
        columnsOf(own, problems).forEach((column, setting) -> {
            columns.remove(column); // put alone would keep the inherited spelling
            columns.put(column, setting);
        });
        columns.values().removeIf(setting -> setting.value().isBlank());
        return columns;
    }

    private static Map<String, Setting> columnsOf(Map<String, Setting> layer, ConfigProblems problems) {
        Map<String, Setting> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        layer.forEach((option, setting) -> {
            if (option.startsWith(COLUMN_PREFIX)) {
                Setting twin = columns.put(option.substring(COLUMN_PREFIX.length()), setting);
                if (twin != null) {
                    problems.add(
                            setting.key(),
                            setting.value(),
                            "the same column as " + twin.key() + ", since MySQL ignores case; remove one");
                }
            }
        });
        return columns;
    }
}
