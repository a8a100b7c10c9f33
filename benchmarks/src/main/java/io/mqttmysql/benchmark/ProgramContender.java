// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.Role;
import io.mqttmysql.stack.LocalStack;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A bare program in a JVM with a worker's options.
 *
 * @param main runs until it is ended
 * @param arguments for a job
 */
record ProgramContender(String name, Class<?> main, Function<Job, List<String>> arguments) implements Contender {

    @Override
    public Role role() {
        return Role.LIMIT;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("main", main.getName());
    }

    @Override
    public Running start(LocalStack stack, Job job) {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        Process process = stack.launch(job.name(), classPath, main.getName(), arguments.apply(job));
        return new Program(process, stack.directory(), job.name());
    }

    private record Program(Process process, Path directory, String name) implements Running {
        @Override
        public Optional<String> failure() {
            return process.isAlive()
                    ? Optional.empty()
                    : Optional.of("it ended with exit code " + process.exitValue() + ", see "
                            + directory.resolve("logs") + "/" + name + ".log");
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly())
                    .join();
        }
    }
}
