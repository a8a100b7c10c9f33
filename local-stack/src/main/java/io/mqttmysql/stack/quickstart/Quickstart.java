// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The main job in one command: real servers, both connectors, a simulated house, and the proof that every message it
 * published is a row or a dead letter. Exit code 0 only if that proof holds; 1 when it does not or a server failed; 2
 * for bad arguments.
 */
public final class Quickstart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out;
    private final QuickstartOptions options;
    private final Path project;
    private final long started = System.nanoTime();

    private Quickstart(PrintStream out, QuickstartOptions options, Path project) {
        this.out = out;
        this.options = options;
        this.project = project;
    }

    /** @param arguments the project's folder, then the person's own */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int exitCode;
        try {
            List<String> own = List.of(arguments).subList(1, arguments.length);
            exitCode = new Quickstart(out, QuickstartOptions.parse(own), Path.of(arguments[0])).run();
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            exitCode = 2;
        } catch (StackException | IllegalStateException e) {
            out.println(e.getMessage());
            exitCode = 1;
        } catch (IOException | SQLException | MqttException e) {
            out.println("The quickstart stopped: " + e);
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private int run() throws IOException, SQLException, MqttException, InterruptedException {
        try (LocalStack stack = LocalStack.builder()
                .plugins(List.of(
                        project.resolve("mqtt-source/target/plugin"), project.resolve("mysql-sink/target/plugin")))
                .progress(this::step)
                .start()) {
            HomeDatabase database = new HomeDatabase(stack.mysql());
            database.run(Files.readString(project.resolve("connector-configs/tables.sql")));
            step("Tables created in database '" + HomeDatabase.NAME + "'");
            startConnector(stack, "mqtt-source");
            startConnector(stack, "mysql-sink");
            Proof.Verdict verdict = publishAndProve(stack, database);
            if (options.afterwards() == QuickstartOptions.Afterwards.KEEP) {
                stayUp(stack);
            }
            return verdict.holds() ? 0 : 1;
        }
    }

    private void startConnector(LocalStack stack, String name) throws IOException {
        Path file = project.resolve("connector-configs").resolve(name + ".json");
        Map<String, String> config =
                new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
        stack.connect().put(name, config);
        stack.connect().awaitRunning(name, 1, PATIENCE);
        step("Connector " + name + ": connector and task RUNNING (" + project.relativize(file) + ")");
    }

    private Proof.Verdict publishAndProve(LocalStack stack, HomeDatabase database)
            throws MqttException, InterruptedException, SQLException {
        long seed = System.nanoTime();
        try (Publisher publisher = new Publisher(stack.mqtt().uri());
                KafkaTopics topics = new KafkaTopics(stack.kafka().bootstrapServers())) {
            publisher.open();
            PipelineWatch watch = new PipelineWatch(publisher, topics, database, new LiveView(out, style()));
            watch.untilSubscribed(PATIENCE);
            step("The house publishes on Home/#, " + options.rate() + " messages a second for "
                    + options.duration().toSeconds() + " s; " + House.description() + " (seed " + seed + ")");
            Thread house = watch.publishing(
                    () -> publisher.run(new House(seed, Clock.systemUTC()), options.rate(), options.duration()));
            watch.untilFinished(house);
            boolean arrived = watch.untilArrived(PATIENCE);
            if (!arrived) {
                step("Not everything arrived within " + PATIENCE.toSeconds() + " s after the last message");
            }
            Proof.Verdict verdict = prove(publisher, topics, database);
            out.println();
            out.println(verdict.sentence());
            verdict.faults().stream().limit(10).forEach(fault -> out.println("  - " + fault));
            return verdict;
        }
    }

    private static Proof.Verdict prove(Publisher publisher, KafkaTopics topics, HomeDatabase database)
            throws SQLException {
        Proof proof = new Proof(publisher.acknowledged());
        for (String table : HomeDatabase.HISTORY) {
            database.rows(table).forEach(row -> proof.row(table, row));
        }
        proof.latest(database.rows(HomeDatabase.LATEST));
        topics.read(PipelineWatch.DEAD_LETTERS).forEach(letter -> {
            var id = letter.headers().lastHeader("mqtt.user.id");
            proof.deadLetter(
                    id == null ? null : new String(id.value(), StandardCharsets.UTF_8),
                    new String(letter.value(), StandardCharsets.UTF_8));
        });
        return proof.verdict();
    }

    private void stayUp(LocalStack stack) throws InterruptedException {
        out.println();
        out.println("The servers stay up until you press Ctrl-C:");
        out.println("  MQTT     " + stack.mqtt().uri());
        out.println("  Kafka    " + stack.kafka().bootstrapServers());
        out.println("  Connect  " + stack.workers().get(0).restUri() + "connectors?expand=status");
        out.println("  MySQL    " + stack.mysql().client() + " -h127.0.0.1 -P"
                + stack.mysql().port() + " -u" + stack.mysql().user() + " -p'"
                + stack.mysql().password() + "' " + HomeDatabase.NAME);
        out.println("  Logs     " + stack.directory());
        new CountDownLatch(1).await();
    }

    private void step(String line) {
        out.println(String.format("%5.1f s  %s", (System.nanoTime() - started) / 1e9, line));
    }

    private static LiveView.Style style() {
        boolean dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("TERM") == null;
        return System.console() == null || dumb ? LiveView.Style.PLAIN : LiveView.Style.TERMINAL;
    }
}
