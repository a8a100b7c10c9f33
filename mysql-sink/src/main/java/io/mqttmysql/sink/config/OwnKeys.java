// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.sink.config.StrategySettings.Setting;
import java.util.Set;

/** Checks keys of the form {@code strategy.<name>.<option>}: none is ever ignored in silence. */
final class OwnKeys {
    private OwnKeys() {}

    /**
     * Whether the setting is one that a strategy of this version reads; what is wrong with it goes to {@code problems}.
     *
     * @param nameAndOption the key's two parts behind {@code strategy.}
     * @param names the strategies there are
     */
    static boolean isUsable(Setting setting, String[] nameAndOption, Set<String> names, ConfigProblems problems) {
        String name = nameAndOption[0];
        String option = nameAndOption.length > 1 ? nameAndOption[1] : "";
        if (!names.contains(name)) {
            String hint = names.isEmpty()
                    ? "; there are no strategies yet, write strategies=" + name
                    : Suggestion.sentence(name, names);
            problems.add(setting.key(), "'" + name + "' is not listed in strategies" + hint);
            return false;
        }
        if (StrategyKeys.OF_A_STRATEGY.contains(option) || option.startsWith(StrategyKeys.COLUMN_PREFIX)) {
            return true;
        }
        if (StrategyKeys.LATER.containsKey(option)) {
            refuseUnlessHarmless(setting, option, problems);
            return false;
        }
        problems.add(
                setting.key(),
                "'" + option + "' is not an option of a strategy"
                        + Suggestion.sentence(option, StrategyKeys.suggestions()));
        return false;
    }

    static void refuseUnlessHarmless(Setting setting, String option, ConfigProblems problems) {
        if (!setting.value().strip().equalsIgnoreCase(StrategyKeys.LATER.get(option))) {
            problems.add(
                    setting.key(), setting.value(), "'" + option + "' is not available in this version; remove it");
        }
    }
}
