// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.sink.config.StrategySettings.Setting;
import java.util.List;
import java.util.Set;

/** Checks keys of the top level that mean something in a strategy: none is ignored where that changes what is stored. */
final class TopLevelKeys {
    private static final List<String> OF_ONE_STRATEGY =
            List.of(StrategyKeys.MATCH, StrategyKeys.DISCARD, StrategyKeys.CONTINUE);

    private TopLevelKeys() {}

    /**
     * @param names the strategies there are
     */
    static void check(Setting setting, Set<String> names, ConfigProblems problems) {
        String key = setting.key();
        if (OF_ONE_STRATEGY.contains(key)) {
            String name = names.isEmpty() ? "<name>" : names.iterator().next();
            problems.add(
                    key,
                    setting.value(),
                    "it concerns one strategy; write " + StrategyKeys.STRATEGY_PREFIX + name + "." + key);
        } else if (StrategyKeys.LATER.containsKey(key) && !StrategyKeys.NOT_OURS_AT_TOP_LEVEL.contains(key)) {
            OwnKeys.refuseUnlessHarmless(setting, key, problems);
        }
    }
}
