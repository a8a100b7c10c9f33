// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code like}: a strategy takes every option of another that it does not set itself, and so on along the chain. */
final class StrategyInheritance {
    private final Map<String, Map<String, Setting>> own;
    private final ConfigProblems problems;

    /**
     * @param own each strategy's own options
     */
    StrategyInheritance(Map<String, Map<String, Setting>> own, ConfigProblems problems) {
        this.own = own;
        this.problems = problems;
    }

    /** The strategy's own options, those of the one it is like, and so on; what is wrong with the chain ends it. */
    List<Map<String, Setting>> layers(String strategy) {
        List<Map<String, Setting>> layers = new ArrayList<>(List.of(own.get(strategy)));
        Set<String> chain = new LinkedHashSet<>(Set.of(strategy));
        Setting like = own.get(strategy).get(StrategyKeys.LIKE);
        while (like != null && !like.value().isBlank()) {
            String other = like.value().strip();
            if (!own.containsKey(other)) {
                problems.add(
                        like.key(),
                        like.value(),
                        "there is no such strategy" + Suggestion.sentence(other, own.keySet()));
                break;
            }
            if (!chain.add(other)) {
                problems.add(like.key(), like.value(), circle(chain, other));
                break;
            }
            layers.add(own.get(other));
            like = own.get(other).get(StrategyKeys.LIKE);
        }
        return layers;
    }

    private static String circle(Set<String> chain, String again) {
        List<String> names = new ArrayList<>(chain);
        String circle =
                String.join(" is like ", names.subList(names.indexOf(again), names.size())) + " is like " + again;
        return "strategies cannot be like each other in a circle (" + circle + "); set it on one of them only";
    }
}
