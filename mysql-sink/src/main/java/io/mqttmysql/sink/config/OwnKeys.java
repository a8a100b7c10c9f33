// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keys of the form {@code strategy.<name>.<option>}: none is ever ignored in silence. */
final class OwnKeys {
    private OwnKeys() {}

    /**
     * Each strategy's own options by name.
     *
     * @param names the strategies there are
     */
    static Map<String, Map<String, Setting>> read(
            Map<String, String> originals, Set<String> names, ConfigProblems problems) {
        Map<String, Map<String, Setting>> own = new HashMap<>();
        names.forEach(name -> own.put(name, new HashMap<>()));
        new TreeMap<>(originals).forEach((key, value) -> {
            if (key.startsWith(StrategyKeys.STRATEGY_PREFIX)) {
                String[] nameAndOption =
                        key.substring(StrategyKeys.STRATEGY_PREFIX.length()).split("\\.", 2);
                String option = nameAndOption.length > 1 ? nameAndOption[1] : "";
                if (isUsable(key, nameAndOption[0], option, names, problems)) {
                    own.get(nameAndOption[0]).put(option, new Setting(key, value));
                }
            }
        });
        return own;
    }

    private static boolean isUsable(
            String key, String name, String option, Set<String> names, ConfigProblems problems) {
        if (!names.contains(name)) {
            String hint = names.isEmpty()
                    ? "; there are no strategies yet, write strategies=" + name
                    : Suggestion.sentence(name, names);
            problems.add(key, "'" + name + "' is not listed in strategies" + hint);
            return false;
        }
        if (StrategyKeys.OF_A_STRATEGY.contains(option) || StrategyKeys.isOfAColumn(option)) {
            return true;
        }
        problems.add(
                key,
                "'" + option + "' is not an option of a strategy"
                        + Suggestion.sentence(option, StrategyKeys.suggestions()));
        return false;
    }
}
