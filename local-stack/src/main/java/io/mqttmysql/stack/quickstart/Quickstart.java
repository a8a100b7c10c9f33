// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.ConnectClient;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The main job in one command: real servers, both connectors, a simulated house, and the proof that every message it
 * published is a row or a dead letter. Exit code 0 only if that proof holds; 1 when it does not or a server failed; 2
 * for bad arguments.
 */
public final class Quickstart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FAULTS_SHOWN = 10;

    private final PrintStream out;
    private final QuickstartOptions options;
    private final Path project;
    private final LiveView view;
    private final long started = System.nanoTime();
    private volatile String farewell =
            "%nStopped before the proof: nothing is proved. Stopping the servers and deleting their folder.%n"
                    .formatted();

    private Quickstart(PrintStream out, QuickstartOptions options, Path project) {
        this.out = out;
        this.options = options;
        this.project = project;
        this.view = new LiveView(out, style());
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
        } catch (StackException e) {
            if (isEnding()) {
                return; // by Ctrl-C, which stopped the servers under us: that is no trouble to tell
            }
            out.println(e.getMessage());
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private int run() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::sayFarewell, "farewell"));
        try (LocalStack stack = LocalStack.builder()
                .plugins(List.of(
                        project.resolve("mqtt-source/target/plugin"), project.resolve("mysql-sink/target/plugin")))
                .progress(this::step)
                .start()) {
            return provedOn(stack) ? 0 : 1;
        } finally {
            farewell = isEnding() ? farewell : "";
        }
    }

    /** Last words after Ctrl-C; nothing to say otherwise. */
    private void sayFarewell() {
        view.stop();
        out.print(farewell);
    }

    private boolean provedOn(LocalStack stack) throws InterruptedException {
        try {
            HomeDatabase database = new HomeDatabase(stack.mysql());
            createTables(database);
            for (String connector : PipelineWatch.CONNECTORS) {
                startConnector(stack, connector);
            }
            boolean proved = publishAndProve(stack, database);
            if (!proved) {
                stack.keepLogs();
            }
            if (options.afterwards() == QuickstartOptions.Afterwards.KEEP) {
                stayUp(stack);
            }
            return proved;
        } catch (SQLException | MqttException | KafkaException | IllegalStateException | StackException e) {
            stack.keepLogs();
            throw new StackException(stack.crash().orElseGet(() -> Trouble.inWords(e)), e);
        }
    }

    private void createTables(HomeDatabase database) {
        Path file = project.resolve("connector-configs/tables.sql");
        try {
            database.run(Files.readString(file));
        } catch (IOException | SQLException e) {
            throw new StackException(Trouble.with(project.relativize(file), e), e);
        }
        step("Tables created in database '" + HomeDatabase.NAME + "'");
    }

    private void startConnector(LocalStack stack, String name) {
        Path file = project.resolve("connector-configs").resolve(name + ".json");
        Map<String, String> config;
        try {
            config = new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new StackException(Trouble.with(project.relativize(file), e), e);
        }
        stack.connect().put(name, config);
        stack.connect().awaitRunning(name, 1, PATIENCE);
        step("Connector " + name + ": connector and task RUNNING (" + project.relativize(file) + ")");
    }

    private boolean publishAndProve(LocalStack stack, HomeDatabase database)
            throws MqttException, InterruptedException, SQLException {
        long seed = System.nanoTime();
        try (Publisher publisher = new Publisher(stack.mqtt().uri());
                KafkaTopics topics = new KafkaTopics(stack.kafka().bootstrapServers())) {
            publisher.open();
            PipelineWatch watch = new PipelineWatch(publisher, topics, database, stack.connect(), view);
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
            watch.showLast();
            boolean running = PipelineWatch.CONNECTORS.stream()
                    .map(stack.connect()::status)
                    .peek(status -> step("Connector " + status.connector() + " is " + status.inWords()))
                    .allMatch(ConnectClient.Status::isRunning);
            tell(verdict, stack.workers().get(0).log());
            return verdict.holds() && running;
        }
    }

    private void tell(Proof.Verdict verdict, Path connectLog) {
        out.println();
        out.println(verdict.sentence());
        verdict.faults().stream().limit(FAULTS_SHOWN).forEach(fault -> out.println("  - " + fault));
        if (verdict.faults().size() > FAULTS_SHOWN) {
            out.println("  - and " + (verdict.faults().size() - FAULTS_SHOWN) + " more");
        }
        if (!verdict.holds()) {
            out.println("The last that the connectors complained about:");
            Trouble.warnings(connectLog).forEach(line -> out.println("  " + line));
        }
    }

    private static Proof.Verdict prove(Publisher publisher, KafkaTopics topics, HomeDatabase database)
            throws SQLException {
        Proof proof = new Proof(publisher.acknowledged());
        for (String table : HomeDatabase.HISTORY) {
            database.forEachRow(table, row -> proof.row(table, row));
        }
        List<Map<String, String>> latest = new ArrayList<>();
        database.forEachRow(HomeDatabase.LATEST, latest::add);
        proof.latest(latest);
        topics.read(PipelineWatch.DEAD_LETTERS)
                .forEach(letter -> proof.deadLetter(
                        header(letter, "mqtt.user.id"),
                        new String(letter.value(), StandardCharsets.UTF_8),
                        header(letter, "__connect.errors.exception.message")));
        return proof.verdict();
    }

    /** Empty when there is none. */
    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private void stayUp(LocalStack stack) throws InterruptedException {
        farewell = "%nStopping the servers and deleting their folder.%n".formatted();
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

    /** The script knows: Java's own console is there without a terminal, too, in some versions. */
    private static LiveView.Style style() {
        return "terminal".equals(System.getProperty("screen")) ? LiveView.Style.TERMINAL : LiveView.Style.PLAIN;
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
