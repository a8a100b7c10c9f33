// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of a server that is a Java program: the JVM of this process, small and quick to start. */
final class JavaCommand {
    private JavaCommand() {}

    /**
     * One compiler stage and the serial collector: measured on two cores, Kafka and a worker are up in two thirds of the
     * time, and a small heap is all they need here.
     *
     * @param options further JVM options
     */
    static List<String> line(List<Path> classPath, List<String> options, List<String> mainAndArguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        line.addAll(List.of("-Djava.awt.headless=true", "-Duser.timezone=UTC"));
        line.addAll(options);
        line.add("-cp");
        line.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.addAll(mainAndArguments);
        return line;
    }
}
