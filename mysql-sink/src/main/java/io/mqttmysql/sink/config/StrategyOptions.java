// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.UnmatchedPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Which records go to which table, and how.
 *
 * @param strategies in the order in which they are tried; at least one
 */
public record StrategyOptions(List<TableStrategy> strategies, UnmatchedPolicy unmatched) {
    public StrategyOptions {
        strategies = List.copyOf(strategies);
    }

    /** Names of the strategies that write, in order. */
    public List<String> writing() {
        return names(strategy -> strategy.write().isPresent());
    }

    /** Names of the strategies that discard what they take. */
    public List<String> discarding() {
        return names(strategy -> strategy.write().isEmpty());
    }

    private List<String> names(Predicate<TableStrategy> wanted) {
        return strategies.stream().filter(wanted).map(TableStrategy::name).toList();
    }

    /**
     * The keys with fixed names. {@code column.<column>} and {@code strategy.<name>.<option>} are read by
     * {@link #parse}.
     */
    public static ConfigDef define(ConfigDef def) {
        return StrategyDefinitions.define(def);
    }

    /** Whether the key is one that only {@link #parse} knows. */
    public static boolean isStrategyKey(String key) {
        return key.startsWith(StrategyKeys.STRATEGY_PREFIX) || StrategyKeys.isOfAColumn(key);
    }

    /**
     * Reads all that concerns strategies from the connector's configuration as it was given.
     *
     * @param problems takes every problem, under the key that the user has to change
     * @return empty when there was a problem
     */
    public static Optional<StrategyOptions> parse(Map<String, String> originals, ConfigProblems problems) {
        int before = problems.count();
        Set<String> names = names(originals, problems);
        Map<String, Setting> topLevel = TopLevelKeys.read(originals, names, problems);
        Map<String, Map<String, Setting>> own = OwnKeys.read(originals, names, problems);
        List<TableStrategy> strategies = new ArrayList<>();
        if (names.isEmpty()) {
            StrategySettings settings = new StrategySettings("", List.of(topLevel));
            new StrategyReader(TableStrategy.TOP_LEVEL, settings, problems)
                    .strategy()
                    .ifPresent(strategies::add);
        }
        StrategyInheritance inheritance = new StrategyInheritance(own, problems);
        for (String name : names) {
            StrategySettings settings = settings(name, inheritance, topLevel);
            new StrategyReader(name, settings, problems).strategy().ifPresent(strategies::add);
        }
        UnmatchedPolicy unmatched = unmatched(originals, problems);
        return problems.count() > before ? Optional.empty() : Optional.of(new StrategyOptions(strategies, unmatched));
    }

    private static StrategySettings settings(
            String name, StrategyInheritance inheritance, Map<String, Setting> topLevel) {
        List<Map<String, Setting>> layers = new ArrayList<>(inheritance.layers(name));
        layers.add(topLevel);
        return new StrategySettings(StrategyKeys.prefix(name), layers);
    }

    /**
     * The key that a person has to change for an option of a strategy: where it was written, perhaps by the strategy
     * that it is like or at the top level, or else where it belongs.
     *
     * @param originals a configuration that can be parsed
     */
    public static String keyOf(Map<String, String> originals, String strategy, String option) {
        ConfigProblems none = new ConfigProblems();
        Set<String> names = names(originals, none);
        Map<String, Setting> topLevel = TopLevelKeys.read(originals, names, none);
        StrategySettings settings = names.contains(strategy)
                ? settings(strategy, new StrategyInheritance(OwnKeys.read(originals, names, none), none), topLevel)
                : new StrategySettings("", List.of(topLevel));
        String alias = option.equals(StrategyKeys.TABLE) ? StrategyKeys.TABLE_NAME_FORMAT : option;
        return settings.find(option, alias).map(Setting::key).orElse(settings.key(option));
    }

    private static UnmatchedPolicy unmatched(Map<String, String> originals, ConfigProblems problems) {
        Setting setting = new Setting(StrategyKeys.UNMATCHED, originals.getOrDefault(StrategyKeys.UNMATCHED, "skip"));
        return Choices.read(setting, UnmatchedPolicy.values(), problems).orElse(UnmatchedPolicy.SKIP);
    }

    private static Set<String> names(Map<String, String> originals, ConfigProblems problems) {
        String list = originals.getOrDefault(StrategyKeys.STRATEGIES, "");
        Set<String> names = new LinkedHashSet<>();
        for (String name : ListEntries.of(list)) {
            if (!name.matches("[A-Za-z0-9_-]+")) {
                problems.add(
                        StrategyKeys.STRATEGIES,
                        list,
                        "'" + name + "' is not a name; use letters, digits, '_' and '-', with commas between names");
            } else if (!names.add(name)) {
                problems.add(StrategyKeys.STRATEGIES, list, "'" + name + "' is listed twice; remove one");
            }
        }
        return names;
    }
}
