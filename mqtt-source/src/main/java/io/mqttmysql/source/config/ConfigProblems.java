// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/** Collects what is wrong with a configuration, so that the user hears everything at once. */
public final class ConfigProblems {
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<String> settled = new HashSet<>();

    /**
     * One problem.
     *
     * @param key the configuration key that the user has to change; may be one that no ConfigDef has
     * @param message a whole sentence with the key in it
     */
    public record Problem(String key, String message) {}

    /** The same problem is kept once. */
    public void add(String key, String message) {
        if (!settled.contains(key)) {
            problems.add(new Problem(key, message));
        }
    }

    /** As {@link #add}, where what is said of the key later would only follow from it. */
    void addAlone(String key, String message) {
        add(key, message);
        settled.add(key);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public List<Problem> all() {
        return new ArrayList<>(problems);
    }

    /** Shows each on its field; a key that has no field gets one. */
    public void addTo(List<ConfigValue> fields) {
        for (Problem problem : problems) {
            fields.stream()
                    .filter(field -> field.name().equals(problem.key()))
                    .findFirst()
                    .orElseGet(() -> {
                        ConfigValue dynamic = new ConfigValue(problem.key());
                        fields.add(dynamic);
                        return dynamic;
                    })
                    .addErrorMessage(problem.message());
        }
    }

    @Override
    public String toString() {
        return problems.stream().map(Problem::message).collect(Collectors.joining("\n"));
    }
}
