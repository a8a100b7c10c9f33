// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.UnmatchedPolicy;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Which records go to which table, and how.
 *
 * @param strategies in the order in which they are tried; at least one
 */
public record StrategyOptions(List<TableStrategy> strategies, UnmatchedPolicy unmatched) {
    public StrategyOptions {
        strategies = List.copyOf(strategies);
    }

    /** The keys with fixed names. {@code column.<column>} and {@code strategy.<name>.<option>} are read by {@link #parse}. */
    public static ConfigDef define(ConfigDef def) {
        def.define(StrategyKeys.STRATEGIES, Type.STRING, "", Importance.HIGH, """
                Names of the strategies, separated by commas, in the order in which they are tried; each is described by
                strategy.<name>.<option>. Empty: the top level is the only strategy.""");
        def.define(StrategyKeys.UNMATCHED, Type.STRING, "skip", Importance.MEDIUM, """
                What happens to a record that no strategy takes: skip (counted, one warning for each Kafka topic), report
                (as a record that cannot be stored), fail (the task).""");
        def.define(StrategyKeys.MATCH, Type.STRING, null, Importance.HIGH, """
                Without strategies: MQTT topic filters, separated by commas, of the records to take; {name} captures a
                level, {name#} the rest. Tried on the header mqtt.topic, else a STRING key, else the Kafka topic.""");
        def.define(StrategyKeys.TABLE, Type.STRING, null, Importance.HIGH, """
                The table, or a template with ${topic} and {capture}; a dot in it splits schema and table. Default:
                ${topic}.""");
        def.define(
                StrategyKeys.TABLE_NAME_FORMAT, Type.STRING, null, Importance.LOW, "Another name of the option table.");
        def.define(StrategyKeys.INSERT_MODE, Type.STRING, "insert", Importance.HIGH, """
                insert, or upsert: a row of the same key is updated in the mapped columns.""");
        def.define(StrategyKeys.PK_FIELDS, Type.STRING, "", Importance.MEDIUM, """
                Key columns, separated by commas; they must be mapped. Default: the table's primary key.""");
        return def.define(StrategyKeys.MISSING, Type.STRING, "keep", Importance.MEDIUM, """
                A value that the record does not have: keep (the column is left out: its own default on insert, its old
                value on upsert), null, error (the record cannot be stored).""");
    }

    /** Whether the key is one that only {@link #parse} knows. */
    public static boolean isStrategyKey(String key) {
        return key.startsWith(StrategyKeys.STRATEGY_PREFIX) || key.startsWith(StrategyKeys.COLUMN_PREFIX);
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
        Map<String, Setting> topLevel = topLevel(originals, names, problems);
        Map<String, Map<String, Setting>> own = ownSettings(originals, names, problems);
        List<StrategyReader> readers = names.isEmpty()
                ? List.of(new StrategyReader(
                        TableStrategy.TOP_LEVEL, new StrategySettings("", topLevel, Map.of()), problems))
                : names.stream()
                        .map(name -> new StrategyReader(
                                name,
                                new StrategySettings(prefix(name), own.getOrDefault(name, Map.of()), topLevel),
                                problems))
                        .collect(Collectors.toList());
        List<TableStrategy> strategies = readers.stream()
                .map(StrategyReader::strategy)
                .flatMap(Optional::stream)
                .collect(Collectors.toList());
        UnmatchedPolicy unmatched = unmatched(originals, problems);
        return problems.count() > before ? Optional.empty() : Optional.of(new StrategyOptions(strategies, unmatched));
    }

    private static String prefix(String name) {
        return StrategyKeys.STRATEGY_PREFIX + name + ".";
    }

    private static UnmatchedPolicy unmatched(Map<String, String> originals, ConfigProblems problems) {
        Setting setting = new Setting(StrategyKeys.UNMATCHED, originals.getOrDefault(StrategyKeys.UNMATCHED, "skip"));
        return Choices.read(setting, UnmatchedPolicy.values(), problems).orElse(UnmatchedPolicy.SKIP);
    }

    private static Set<String> names(Map<String, String> originals, ConfigProblems problems) {
        String list = originals.getOrDefault(StrategyKeys.STRATEGIES, "");
        Set<String> names = new LinkedHashSet<>();
        for (String name : StrategyKeys.entries(list)) {
            if (!name.matches("[A-Za-z0-9_-]+")) {
                problems.add(
                        StrategyKeys.STRATEGIES,
                        list,
                        "'" + name + "' is not a name; use letters, digits, '_' and '-', with commas between names");
            } else if (!names.add(name)) {
                problems.add(StrategyKeys.STRATEGIES, list, "'" + name + "' stands twice; remove one");
            }
        }
        return names;
    }

    /** The options of the top level by name. With strategies, only what they inherit. */
    private static Map<String, Setting> topLevel(
            Map<String, String> originals, Set<String> names, ConfigProblems problems) {
        Map<String, Setting> options = new HashMap<>();
        new TreeMap<>(originals).forEach((key, value) -> {
            if (StrategyKeys.INHERITED.contains(key) || key.startsWith(StrategyKeys.COLUMN_PREFIX)) {
                options.put(key, new Setting(key, value));
            } else if (key.equals(StrategyKeys.MATCH) && names.isEmpty()) {
                options.put(key, new Setting(key, value));
            } else {
                TopLevelKeys.check(new Setting(key, value), names, problems);
            }
        });
        return options;
    }

    private static Map<String, Map<String, Setting>> ownSettings(
            Map<String, String> originals, Set<String> names, ConfigProblems problems) {
        Map<String, Map<String, Setting>> own = new HashMap<>();
        new TreeMap<>(originals).forEach((key, value) -> {
            if (key.startsWith(StrategyKeys.STRATEGY_PREFIX)) {
                String[] nameAndOption =
                        key.substring(StrategyKeys.STRATEGY_PREFIX.length()).split("\\.", 2);
                Setting setting = new Setting(key, value);
                if (OwnKeys.isUsable(setting, nameAndOption, names, problems)) {
                    own.computeIfAbsent(nameAndOption[0], name -> new HashMap<>())
                            .put(nameAndOption[1], setting);
                }
            }
        });
        return own;
    }
}
