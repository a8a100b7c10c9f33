// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.quickstart.judgement.Closing;
import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.quickstart.scenario.QuickstartCommand;
import io.mqttmysql.quickstart.scenario.Scenario;
import io.mqttmysql.quickstart.scenario.Trouble;
import io.mqttmysql.quickstart.screen.LiveView;
import io.mqttmysql.quickstart.screen.Narrator;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.LocalStackBuilder;
import io.mqttmysql.stack.StackException;
import io.mqttmysql.stack.command.CommandLines;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The main job in one command: real servers, the connectors, messages, and a judgement. Exit code 0 only if that is
 * good; 1 when it is not or a server failed; 2 for bad arguments.
 */
public final class Quickstart {
    private final PrintStream out;
    private final Scenario scenario;
    private final Path project;
    private final LiveView view;
    private final Narrator narrator;
    // read by the thread that ends the process
    private volatile Optional<PipelineRun> current = Optional.empty();
    private volatile LocalStack stack;
    private volatile String farewell = """

            Stopped before the end: nothing is proved. Stopping the servers and deleting their folder.
            """;

    private Quickstart(PrintStream out, Scenario scenario, Path project) {
        this.out = out;
        this.scenario = scenario;
        this.project = project;
        this.view = new LiveView(out, style());
        this.narrator = new Narrator(view);
    }

    /** @param arguments the project's folder, then the person's own */
    public static void main(String[] arguments) throws InterruptedException {
        Path project = Path.of(arguments[0]);
        QuickstartCommand command = new QuickstartCommand();
        String run = UUID.randomUUID().toString().substring(0, 8);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int exitCode;
        try {
            exitCode = CommandLines.run(
                    command,
                    List.of(arguments).subList(1, arguments.length),
                    () -> new Quickstart(out, Scenario.of(command, run), project).run());
        } catch (StackException e) {
            if (isEnding()) {
                return; // by Ctrl-C, which stopped the servers under us: not an error
            }
            out.println(e.getMessage());
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private int run() throws InterruptedException {
        Preparation preparation = new Preparation(scenario, project, narrator);
        preparation.checkOwnServers();
        ConnectorPlan plan = ConnectorPlan.of(scenario, project);
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "farewell"));
        try (LocalStack servers = start()) {
            stack = servers;
            PipelineRun run = new PipelineRun(servers, scenario, preparation, narrator, view);
            current = Optional.of(run);
            return succeeds(run, plan) ? 0 : 1;
        } finally {
            if (!isEnding()) {
                current = Optional.empty();
                farewell = "";
            }
        }
    }

    private LocalStack start() {
        LocalStackBuilder builder = LocalStack.builder()
                .plugins(List.of(
                        project.resolve("mqtt-source/target/plugin"), project.resolve("mysql-sink/target/plugin")))
                .progress(narrator::step);
        scenario.ownBroker().ifPresent(broker -> builder.externalBroker(broker.uri()));
        scenario.ownDatabase().ifPresent(own -> builder.externalMySql(own.address(), own.schema()));
        return builder.start();
    }

    private boolean succeeds(PipelineRun run, ConnectorPlan plan) throws InterruptedException {
        try {
            boolean good = run.succeeds(plan);
            if (!good) {
                stack.keepLogs();
            }
            if (scenario.ending().afterwards() == Scenario.Afterwards.KEEP) {
                stayUp();
            }
            return good;
        } catch (SQLException | MqttException | KafkaException | IllegalStateException | StackException e) {
            stack.keepLogs();
            throw new StackException(stack.crash().orElseGet(() -> Trouble.inWords(e, scenario)), e);
        }
    }

    /** On the thread that ends the process, after Ctrl-C for example; nothing to say after a whole run. */
    private void interrupted() {
        view.stop();
        Optional<Closing> closing = current.flatMap(PipelineRun::closing);
        if (closing.isEmpty()) {
            out.print(farewell);
            return;
        }
        boolean good = false;
        try {
            good = current.get().tell(closing.get().conclude());
        } catch (StackException e) {
            out.println(e.getMessage());
        }
        stack.close();
        // the usual end of a run without --for: its exit code is the judgement, not that of a signal
        Runtime.getRuntime().halt(good ? 0 : 1);
    }

    private void stayUp() throws InterruptedException {
        farewell = "\nStopping the servers and deleting their folder.\n";
        current = Optional.empty();
        narrator.say(
                "The servers stay up until you press Ctrl-C:",
                "  MQTT     " + stack.mqtt().uri(),
                "  Kafka    " + stack.kafka().bootstrapServers(),
                "  Connect  " + stack.workers().get(0).restUri() + "connectors?expand=status",
                "  MySQL    "
                        + scenario.ownDatabase()
                                .map(own -> "yours, schema " + own.schema())
                                .orElseGet(this::client),
                "  Logs     " + stack.directory());
        new CountDownLatch(1).await();
    }

    private String client() {
        return stack.mysql().client() + " -h127.0.0.1 -P" + stack.mysql().port() + " -u"
                + stack.mysql().user() + " -p'" + stack.mysql().password() + "' " + HomeDatabase.NAME;
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
