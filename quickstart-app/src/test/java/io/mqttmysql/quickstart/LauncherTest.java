// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts at the top say before any build: here there is no Java that could run one. */
class LauncherTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final int NO_JAVA = 1;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "quickstart, --help, quickstart",
        "quickstart, --for 60s -h, quickstart",
        "chaos, --help, chaos",
        "benchmarks/run, --help, benchmarks"
    })
    void helpIsTheCommittedUsage(String script, String arguments, String usage) throws Exception {
        Outcome outcome = run(script, arguments);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.text()).isEqualTo(usage(usage));
    }

    @ParameterizedTest
    @CsvSource({
        "quickstart, --bogus, Unknown option '--bogus'., quickstart",
        "quickstart, --for, --for needs a value., quickstart",
        "quickstart, --keep --tables, --tables needs a value., quickstart",
        "quickstart, --keep kitchen, Unknown option 'kitchen'., quickstart",
        "quickstart, --f.r 60s, Unknown option '--f.r'., quickstart",
        "chaos, --fore 10m, Unknown option '--fore'., chaos",
        "chaos, --faults, --faults needs a value., chaos",
        "benchmarks/run, --small --fast, Unknown option '--fast'., benchmarks"
    })
    void aSlipCostsNoBuild(String script, String arguments, String sentence, String usage) throws Exception {
        Outcome outcome = run(script, arguments);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).isEqualTo(sentence + "\n\n" + usage(usage));
    }

    @ParameterizedTest
    @CsvSource({
        "quickstart, --for 60s --rate 5 --no-faults --keep --mqtt a --filter --x --simulate --mysql b --user c",
        "quickstart, --password-file a --config b --tables c",
        "chaos, --for 10m --seed 5 --faults mysql --guarantee at_least_once --rate 5",
        "benchmarks/run, --rounds 1 --messages 2 --records 3 --only sink --json a --small"
    })
    void everyOptionPasses(String script, String arguments) throws Exception {
        Outcome outcome = run(script, arguments);

        assertThat(outcome.exitCode()).isEqualTo(NO_JAVA);
        assertThat(outcome.text()).startsWith("No Java found in JAVA_HOME");
    }

    /** A program that says which characters it was given. */
    static final class Echo {
        public static void main(String[] args) {
            System.out.print(args[0].codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" ")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void argumentsAreUtf8WhateverTheLocale(String locale) throws Exception {
        Path classPath = Files.writeString(
                folder.resolve("class-path"),
                Path.of("target", "test-classes").toAbsolutePath().toString());
        String line = ". \"$project/build-tools/launch.sh\"; java_options=(); run_main '" + Echo.class.getName()
                + "' 'Küche 🙂'";

        Outcome outcome = run(
                List.of("bash", "-c", line),
                Map.of(
                        "LC_ALL", locale,
                        "project", PROJECT.toString(),
                        "main_module", "none",
                        "built", classPath.toString(),
                        "java_command", ProcessHandle.current().info().command().orElseThrow()));

        assertThat(outcome.text()).isEqualTo("4b fc 63 68 65 20 1f642");
    }

    private Outcome run(String script, String arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("bash", PROJECT.resolve(script).toString()));
        line.addAll(List.of(arguments.split(" ")));
        return run(line, Map.of("JAVA_HOME", folder.resolve("none").toString()));
    }

    private Outcome run(List<String> line, Map<String, String> environment) throws IOException, InterruptedException {
        Path screen = folder.resolve("screen");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(screen.toFile());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(screen, StandardCharsets.UTF_8));
    }

    private static String usage(String command) throws IOException {
        return Files.readString(PROJECT.resolve("build-tools/usage/" + command + ".txt"));
    }

    private record Outcome(int exitCode, String text) {}
}
