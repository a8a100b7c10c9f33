// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run.
 *
 * @param line program and arguments
 * @param environment what is added to this process's environment
 * @param log where its standard output and error are appended
 * @param classes what it starts faster with, when it is a server in Java
 */
record Command(List<String> line, Map<String, String> environment, Path log, Optional<ClassArchive> classes) {
    Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    Command(List<String> line, Map<String, String> environment, Path log) {
        this(line, environment, log, Optional.empty());
    }

    String program() {
        return line.get(0);
    }
}
