// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.kit.config.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code COMMAND FILE [--option value …]}. */
record Arguments(String command, Path file, Map<String, String> options) {
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "try", Set.of("topic", "payload", "record", "tables"),
            "ddl", Set.of("topic", "payload", "record"),
            "lint", Set.of());

    static Arguments of(List<String> args) {
        if (args.size() < 2) {
            throw new UsageProblem(
                    "a command and a file are needed, for example: try connector-configs/mysql-sink.json "
                            + "--topic Home/kitchen/temperature --payload 21.5");
        }
        String command = args.get(0);
        Set<String> known = OPTIONS.get(command);
        if (known == null) {
            throw new UsageProblem(
                    "'" + command + "' is not a command" + Suggestion.sentence(command, OPTIONS.keySet()));
        }
        Map<String, String> options = new HashMap<>();
        Iterator<String> rest = args.subList(2, args.size()).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            String name = option.replaceFirst("^--", "");
            if (!option.startsWith("--") || !known.contains(name)) {
                String hint = known.isEmpty() ? "; it takes none" : Suggestion.sentence(name, known);
                throw new UsageProblem("'" + option + "' is not an option of " + command + hint);
            }
            if (!rest.hasNext()) {
                throw new UsageProblem("a value is missing after " + option);
            }
            options.put(name, rest.next());
        }
        return new Arguments(command, path(args.get(1)), options);
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageProblem("'" + name + "' cannot be the name of a file here: " + e.getReason());
        }
    }

    /** An option that names a file. */
    Optional<Path> file(String name) {
        return option(name).map(Arguments::path);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
