// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param line program and arguments
 * @param environment what is added to this process's environment
 * @param log where its standard output and error are appended
 */
record Command(List<String> line, Map<String, String> environment, Path log) {
    Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    String program() {
        return line.get(0);
    }
}
