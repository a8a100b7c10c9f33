// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Collects what is wrong with a configuration, so that the user hears everything at once:
 * {@code key = 'value': reason}, or {@code key: reason}.
 */
public final class ConfigProblems {
    private static final int QUOTED_LENGTH = 120;

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<String> settled = new HashSet<>();

    /**
     * One problem.
     *
     * @param key the configuration key that the user has to change; may be one that no ConfigDef has
     * @param message a whole sentence with the key in it
     */
    public record Problem(String key, String message) {}

    /** A value that cannot be; the same problem is kept once. */
    public void add(String key, String value, String reason) {
        String quoted = value.length() > QUOTED_LENGTH ? value.substring(0, QUOTED_LENGTH) + "…" : value;
        add(new Problem(key, key + " = '" + quoted + "': " + reason));
    }

    /** Something that concerns the key itself and no value, for example that it is missing. */
    public void add(String key, String reason) {
        add(new Problem(key, key + ": " + reason));
    }

    /** As {@link #add(String, String)}, where what is said of the key later would only follow from it. */
    public void addAlone(String key, String reason) {
        add(key, reason);
        settled.add(key);
    }

    /** What somebody else has said of the key, in a whole sentence. */
    public void addSentence(String key, String sentence) {
        add(new Problem(key, sentence));
    }

    private void add(Problem problem) {
        if (!settled.contains(problem.key())) {
            problems.add(problem);
        }
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public int count() {
        return problems.size();
    }

    public List<Problem> all() {
        return new ArrayList<>(problems);
    }

    /**
     * Takes away what Kafka's validators say of the null that stands for a value which could not be read at all: the
     * reader has said what is wrong with it.
     */
    public static void dropComplaintsOfNull(List<ConfigValue> fields) {
        for (ConfigValue field : fields) {
            if (field.errorMessages().size() > 1) {
                field.errorMessages().removeIf(message -> message.startsWith("Invalid value null for"));
            }
        }
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
