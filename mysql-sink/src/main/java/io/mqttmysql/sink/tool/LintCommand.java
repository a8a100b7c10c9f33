// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.MySqlSinkConnector;
import io.mqttmysql.sink.config.UnknownKeys;
import io.mqttmysql.sink.config.ValidationOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigValue;

/** {@code lint}: the connector's own validation, with every problem on a line. */
final class LintCommand {
    /** A value that a worker takes from a file, the environment or a vault; {@code ${topic}} is not one. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}:]+:[^}]*}");

    private static final Map<String, String> STAND_INS = Map.of("connection.url", "jdbc:mysql://localhost/database");

    private final ConnectorFile file;

    LintCommand(ConnectorFile file) {
        this.file = file;
    }

    /** Whether nothing is wrong; what is only noteworthy is printed all the same. */
    boolean run(PrintStream out) {
        Map<String, String> settings = new TreeMap<>(file.settings());
        Set<String> elsewhere = replacePlaceholders(settings);
        settings.put(ValidationOptions.CONNECTION, "false");
        MySqlSinkConnector connector = new MySqlSinkConnector();
        List<String> problems = new ArrayList<>();
        for (ConfigValue value : connector.validate(settings).configValues()) {
            value.errorMessages().forEach(problems::add);
        }
        problems.forEach(problem -> out.println("problem: " + problem));
        Set<String> unknown = UnknownKeys.of(settings, connector.config().names());
        if (!unknown.isEmpty()) {
            out.println("note: unknown keys, ignored: " + String.join(", ", unknown));
        }
        if (!elsewhere.isEmpty()) {
            out.println(
                    "note: these values come from elsewhere and are not looked at: " + String.join(", ", elsewhere));
        }
        out.println(
                problems.isEmpty()
                        ? "Nothing is wrong with it."
                        : problems.size() + (problems.size() == 1 ? " problem." : " problems."));
        return problems.isEmpty();
    }

    /** Returns the keys whose values only a worker knows. */
    private static Set<String> replacePlaceholders(Map<String, String> settings) {
        Set<String> keys = new TreeSet<>();
        settings.forEach((key, value) -> {
            if (PLACEHOLDER.matcher(value).find()) {
                keys.add(key);
            }
        });
        keys.forEach(key -> settings.compute(key, (name, value) -> STAND_INS.get(name)));
        return keys;
    }
}
