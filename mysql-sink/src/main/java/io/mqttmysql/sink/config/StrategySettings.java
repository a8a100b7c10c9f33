// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static io.mqttmysql.sink.config.StrategyKeys.COLUMN_PREFIX;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.table.ColumnName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of one strategy over those of the top level, each with the key that it was written under. */
final class StrategySettings {
    /** A value and the whole key that it stands under. */
    record Setting(String key, String value) {}

    private final String prefix;
    private final List<Map<String, Setting>> layers;

    /**
     * @param prefix {@code strategy.<name>.}; empty for the top level as the only strategy
     * @param layers settings by option name; what an earlier one says holds
     */
    StrategySettings(String prefix, List<Map<String, Setting>> layers) {
        this.prefix = prefix;
        this.layers = List.copyOf(layers);
    }

    /** The whole key of an option, also where it is not set. */
    String key(String option) {
        return prefix + option;
    }

    /**
     * The strategy's own setting, else that of the one it is like, else the top level's; of several names of one option
     * the first that is set.
     */
    Optional<Setting> find(String... names) {
        for (Map<String, Setting> layer : layers) {
            for (String name : names) {
                if (layer.containsKey(name)) {
                    return Optional.of(layer.get(name));
                }
            }
        }
        return Optional.empty();
    }

    /** As {@link #find}; a blank one, which takes an inherited one back, counts as none. */
    Optional<Setting> findFilled(String... names) {
        return find(names).filter(setting -> !setting.value().isBlank());
    }

    /** Whether the top level is the only strategy. */
    boolean isOfTheOnlyStrategy() {
        return prefix.isEmpty();
    }

    /** Those whose names end in a column's, by that name; an empty one takes an inherited one back. */
    Map<String, Setting> ofColumns(String optionPrefix) {
        Map<String, Setting> found = new TreeMap<>(ColumnName.ORDER);
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            layers.get(layer).forEach((option, setting) -> {
                if (option.startsWith(optionPrefix)) {
                    found.put(option.substring(optionPrefix.length()), setting);
                }
            });
        }
        found.values().removeIf(setting -> setting.value().isBlank());
        return found;
    }

    /** Two names of one option side by side, so that one of them would be ignored. */
    void refuseTwins(String option, String alias, ConfigProblems problems) {
        layers.stream()
                .filter(layer -> layer.containsKey(option) && layer.containsKey(alias))
                .forEach(layer -> problems.add(
                        layer.get(alias).key(),
                        "is another name of " + layer.get(option).key() + "; remove one of the two"));
    }

    /**
     * The column expressions by column, in alphabetical order; an empty one removes an inherited one. Column names
     * compare as MySQL compares them.
     */
    Map<String, Setting> columns(ConfigProblems problems) {
        Map<String, Setting> columns = new TreeMap<>(ColumnName.ORDER);
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            columnsOf(layers.get(layer), problems).forEach((column, setting) -> {
                columns.remove(column); // put alone would keep the inherited spelling
                columns.put(column, setting);
            });
        }
        columns.values().removeIf(setting -> setting.value().isBlank());
        return columns;
    }

    private static Map<String, Setting> columnsOf(Map<String, Setting> layer, ConfigProblems problems) {
        Map<String, Setting> columns = new TreeMap<>(ColumnName.ORDER);
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
