// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.chaos.FaultSequence.Strike;
import io.mqttmysql.fault.Account;
import io.mqttmysql.fault.Fault;
import io.mqttmysql.history.LoadGenerator;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.pipeline.Links;
import io.mqttmysql.pipeline.Pipeline;
import io.mqttmysql.pipeline.PipelineOptions;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.StackException;
import io.mqttmysql.stack.command.CommandLines;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Random faults under load on real servers, and at the end the verdict on every reading. Exit code 0 only if nothing
 * was lost and the promise held; 1 when it did not or a server failed; 2 for bad arguments.
 *
 * <p>The main thread lets the faults happen; the publishers, the gauges and the view have threads of their own.
 */
public final class Chaos {
    private static final String NAME = "chaos";
    private static final int WORKERS = 2;
    private static final int SINK_TASKS = 2;
    private static final int POISON_ONE_IN = 200;
    private static final int MARK_ONE_IN = 10;
    private static final int FINDINGS_SHOWN = 10;
    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final Duration REDRAW = Duration.ofSeconds(1);

    private final PrintStream out;
    private final ChaosOptions options;
    private final long started = System.nanoTime();
    private final ChaosView view;
    private final Map<String, Integer> happened = new TreeMap<>();
    private volatile String now = "calm";

    private Chaos(PrintStream out, ChaosOptions options) {
        this.out = out;
        this.options = options;
        this.view = new ChaosView(out, "terminal".equals(System.getProperty("screen")), this::elapsed);
    }

    /** @param arguments the project's folder, then the person's own */
    public static void main(String[] arguments) throws InterruptedException {
        Path project = Path.of(arguments[0]);
        ChaosCommand command = new ChaosCommand();
        long seed = RandomGenerator.getDefault().nextLong(1, 1_000_000);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int exitCode;
        try {
            exitCode = CommandLines.run(
                    command,
                    List.of(arguments).subList(1, arguments.length),
                    () -> proves(project, command.options(seed), out) ? 0 : 1);
        } catch (StackException | IllegalStateException e) {
            out.println(e.getMessage());
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    /**
     * One run, on the caller's thread.
     *
     * @param project where the packaged plugins are
     * @return whether nothing was lost, the promise held and all connectors and tasks are running
     * @throws StackException when a server failed
     */
    static boolean proves(Path project, ChaosOptions options, PrintStream out) {
        return new Chaos(out, options).run(project);
    }

    private boolean run(Path project) {
        view.say(
                "Seed " + options.seed() + ", " + options.mqtt().broker().name().toLowerCase(Locale.ROOT) + ", MQTT "
                        + options.mqtt().protocol() + ", " + options.promise().setting() + ", faults for "
                        + options.duration().toSeconds() + " s, " + options.rate() + " readings a second");
        try (LocalStack stack = LocalStack.builder()
                        .plugins(List.of(
                                project.resolve("mqtt-source/target/plugin"),
                                project.resolve("mysql-sink/target/plugin")))
                        .workers(WORKERS)
                        .broker(options.mqtt().broker())
                        .progress(view::say)
                        .start();
                Links links = Links.of(stack)) {
            return provedOn(stack, links);
        }
    }

    private boolean provedOn(LocalStack stack, Links links) {
        Account account = new Account(stack.mysql(), NAME, "chaos_sink", "changed-and-changed-back");
        account.create();
        PipelineOptions pipelineOptions = PipelineOptions.on(stack, NAME, options.promise())
                .load(LoadGenerator.Options.to(stack.mqtt().uri(), NAME, options.seed())
                        .poisoned(POISON_ONE_IN)
                        .marked(MARK_ONE_IN))
                .source("mqtt.protocol.version", options.mqtt().protocol())
                .sink("connection.user", account.user())
                .sink("connection.password", account.password())
                .sink("consumer.override.metadata.max.age.ms", "5000") // sees a partition that is added
                .sinkTasks(SINK_TASKS)
                .through(links);
        try (Pipeline pipeline = Pipeline.start(stack, pipelineOptions)) {
            List<Fault> faults = ChaosFaults.chosen(options, stack, links, pipeline, account);
            Verdict verdict = judged(pipeline, new FaultSequence(faults, options.seed()));
            if (!verdict.holds()) {
                stack.keepLogs();
                Evidence.keep(verdict, pipeline.journal().sent(), stack.directory());
            }
            boolean running = pipeline.isRunning();
            tell(verdict, running);
            return verdict.holds() && running;
        } catch (StackException | IllegalStateException e) {
            stack.keepLogs();
            throw new StackException(stack.crash().orElse(e.getMessage()), e);
        }
    }

    private Verdict judged(Pipeline pipeline, FaultSequence sequence) {
        Watch watch = new Watch(pipeline);
        try {
            pipeline.load().start(options.rate());
            hold(BEFORE);
            long end = System.nanoTime() + options.duration().toNanos();
            while (System.nanoTime() < end) {
                strike(sequence.next());
            }
            now = "calm, the load goes on";
            hold(AFTER);
            pipeline.load().stop();
            view.say("The load has stopped; waiting until all has arrived");
            now = "no load";
            long from = System.nanoTime();
            Verdict verdict = pipeline.settle(Patience.EFFECT);
            view.say(String.format("Settled and judged after %.1f s", (System.nanoTime() - from) / 1e9));
            return verdict;
        } finally {
            watch.close();
        }
    }

    private void strike(Strike strike) {
        String what = strike.fault().name();
        view.say(String.format("%s for %.1f s", what, strike.lasts().toMillis() / 1000.0));
        now = what;
        strike.fault().during(() -> hold(strike.lasts()));
        for (String name : what.split(" \\+ ")) {
            happened.merge(name, 1, Integer::sum);
        }
        view.say(what + " is over");
        now = "calm";
        hold(strike.calm());
    }

    private static void hold(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void tell(Verdict verdict, boolean running) {
        out.println();
        out.println("Faults: "
                + happened.entrySet().stream()
                        .map(fault -> fault.getKey() + " " + fault.getValue())
                        .collect(Collectors.joining(", ")));
        out.println("Connectors and tasks " + (running ? "are RUNNING" : "are NOT all RUNNING") + ", seed "
                + options.seed());
        out.println(verdict.sentence());
        verdict.findings().stream()
                .limit(FINDINGS_SHOWN)
                .forEach(finding -> out.println("  - " + finding.kind() + ": " + finding.what()));
        if (verdict.findings().size() > FINDINGS_SHOWN) {
            out.println("  - and " + (verdict.findings().size() - FINDINGS_SHOWN) + " more, all in findings.txt");
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Tells once a second where the readings are. */
    private final class Watch {
        private final Pipeline pipeline;
        private final Gauge records;
        private final Gauge rows;
        private final Gauge letters;
        private volatile boolean closed;

        Watch(Pipeline pipeline) {
            this.pipeline = pipeline;
            this.records = new Gauge("kafka", pipeline::recordCount);
            this.rows = new Gauge("mysql", pipeline::rowCount);
            this.letters = new Gauge("letters", pipeline::letterCount);
            Thread thread = new Thread(this::watch, "watch");
            thread.setDaemon(true);
            thread.start();
        }

        private void watch() {
            while (!closed) {
                view.show(pipeline.journal().acknowledgedCount() + " acknowledged -> in Kafka " + records.inWords()
                        + " -> rows " + rows.inWords() + ", dead letters " + letters.inWords() + "   [" + now + "]");
                LockSupport.parkNanos(REDRAW.toNanos());
            }
        }

        void close() {
            closed = true;
            records.close();
            rows.close();
            letters.close();
        }
    }
}
