// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of a program in the JVM of this process. */
final class JavaCommand {
    private JavaCommand() {}

    /** @param options of the JVM: compiler, collector and heap, as a {@link StackSize} has them */
    static List<String> line(List<Path> classPath, List<String> options, List<String> mainAndArguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-Duser.timezone=UTC"));
        line.addAll(options);
        line.add("-cp");
        line.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.addAll(mainAndArguments);
        return line;
    }
}
