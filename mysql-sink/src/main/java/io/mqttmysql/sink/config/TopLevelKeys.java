// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The options of the top level: what a strategy inherits from it, or it is itself where it is the only one. */
final class TopLevelKeys {
    private TopLevelKeys() {}

    /**
     * The options by name; of those that concern one strategy among several, none is ignored in silence.
     *
     * @param names the strategies there are
     */
    static Map<String, Setting> read(Map<String, String> originals, Set<String> names, ConfigProblems problems) {
        Map<String, Setting> options = new HashMap<>();
        new TreeMap<>(originals).forEach((key, value) -> {
            Setting setting = new Setting(key, value);
            if (StrategyKeys.INHERITED.contains(key) || StrategyKeys.isOfAColumn(key)) {
                options.put(key, setting);
            } else if (StrategyKeys.OF_THE_ONLY_STRATEGY.contains(key) && names.isEmpty()) {
                options.put(key, setting);
            } else if (StrategyKeys.OF_THE_ONLY_STRATEGY.contains(key)
                    || StrategyKeys.OF_ONE_AMONG_SEVERAL.contains(key)) {
                String name = names.isEmpty() ? "<name>" : names.iterator().next();
                problems.add(key, value, "it concerns one strategy; write " + StrategyKeys.prefix(name) + key);
            }
        });
        return options;
    }
}
