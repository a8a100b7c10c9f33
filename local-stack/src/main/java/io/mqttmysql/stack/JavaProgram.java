// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program for the JVM of this process.
 *
 * @param options of the JVM: compiler, collector and heap, as a {@link StackSize} has them
 */
record JavaProgram(List<Path> classPath, List<String> options, String mainClass) {
    JavaProgram {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
    }

    /**
     * The command line.
     *
     * @param more options of the JVM that this run has besides
     */
    List<String> line(List<String> more, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(tool("java"));
        line.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-Duser.timezone=UTC"));
        line.addAll(options);
        line.addAll(more);
        line.add("-cp");
        line.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }

    /** A program of the JDK that runs this process. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
