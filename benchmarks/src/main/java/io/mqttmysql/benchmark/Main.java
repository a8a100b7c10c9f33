// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.JsonReport;
import io.mqttmysql.benchmark.report.Line;
import io.mqttmysql.benchmark.report.Machine;
import io.mqttmysql.benchmark.report.MarkdownTable;
import io.mqttmysql.benchmark.report.Results;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.StackException;
import io.mqttmysql.stack.StackSize;
import io.mqttmysql.stack.artifact.ArtifactStore;
import io.mqttmysql.stack.artifact.UnavailableException;
import io.mqttmysql.stack.command.CommandLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All benchmarks in one run: the stack is started, the contenders take turns, one table and one JSON file come out. */
final class Main {
    private final long started = System.nanoTime();
    private final Path project;
    private final Options options;
    private final Subject subject = Subject.ofThisBuild();

    private Main(Path project, Options options) {
        this.project = project;
        this.options = options;
    }

    /** @param arguments the project's folder, then what the person wrote */
    public static void main(String[] arguments) throws InterruptedException {
        Path project = Path.of(arguments[0]);
        BenchmarkCommand command = new BenchmarkCommand();
        int exitCode;
        try {
            exitCode = CommandLines.run(command, List.of(arguments).subList(1, arguments.length), () -> {
                new Main(project, command.options(project.resolve("benchmarks/target/results.json"))).run();
                return 0;
            });
        } catch (StackException | BenchmarkException e) {
            if (isEnding()) {
                return; // by Ctrl-C, which stopped the servers under us: not an error
            }
            System.err.println(e.getMessage());
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private void run() {
        Machine machine = Machine.here();
        machine.warning().ifPresent(this::step);
        PeerArchive peer = PeerArchive.in(project.resolve("benchmarks/target/peers"), subject.peer());
        peer.supply(artifacts());
        List<Line> lines = measure(peer.folder());
        Results results = new Results(Instant.now(), machine, subject.versions(), lines, options.isFull());
        System.out.println();
        System.out.println(MarkdownTable.of(results));
        write(results);
    }

    private List<Line> measure(Path peer) {
        List<Line> lines = new ArrayList<>();
        try (LocalStack stack = LocalStack.builder()
                .size(StackSize.BENCHMARK)
                .plugins(List.of(
                        project.resolve("mqtt-source/target/plugin"),
                        project.resolve("mysql-sink/target/plugin"),
                        peer))
                // the peer's archive has plugins without a manifest, which the stack's own setting refuses
                .workerSetting("plugin.discovery", "service_load")
                .progress(this::step)
                .start()) {
            try (KafkaTopics topics = new KafkaTopics(stack.kafka().bootstrapServers())) {
                stack.workers().get(0).stop(); // each connector gets a fresh one
                Rounds rounds = new Rounds(options.rounds(), this::step);
                benchmarks(stack, topics).forEach(benchmark -> lines.addAll(rounds.of(benchmark)));
            } catch (StackException | BenchmarkException e) {
                stack.keepLogs();
                throw new BenchmarkException(stack.crash().orElse(e.getMessage()), e);
            }
        }
        return lines;
    }

    private List<Benchmark> benchmarks(LocalStack stack, KafkaTopics topics) {
        Path source = project.resolve("connector-configs/mqtt-source.json");
        int records = options.records();
        Map<String, List<Benchmark>> all = Map.of(
                "source", List.of(new SourceBenchmark(stack, topics, options.messages(), source)),
                "sink", List.of(new SinkBenchmark(stack, topics, records, subject.peer())),
                "pool",
                        List.of(
                                new PoolBenchmark(stack, topics, records, 500),
                                new PoolBenchmark(stack, topics, records / 50, 1)));
        return Options.WORDS.stream()
                .filter(options.only()::contains)
                .flatMap(word -> all.get(word).stream())
                .toList();
    }

    private ArtifactStore artifacts() {
        try {
            return ArtifactStore.open(this::step);
        } catch (UnavailableException e) {
            throw new BenchmarkException(e.getMessage(), e);
        }
    }

    private void write(Results results) {
        try {
            JsonReport.write(results, options.json());
            System.out.println("All figures: " + options.json());
        } catch (IOException e) {
            throw new BenchmarkException(
                    "Cannot write " + options.json() + ": " + e.getMessage() + "; choose another file with --json.", e);
        }
    }

    private void step(String line) {
        System.out.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - started) / 1e9, line));
    }

    /** Whether this process was told to end, by Ctrl-C for example. */
    private static boolean isEnding() {
        try {
            return Runtime.getRuntime().removeShutdownHook(new Thread());
        } catch (IllegalStateException e) {
            return true; // which is the answer
        }
    }
}
