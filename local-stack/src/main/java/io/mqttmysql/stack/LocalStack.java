// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All servers of the pipeline on this machine, started in parallel. {@link #close} stops everything that was started,
 * and so does the end of this process, however it ends.
 *
 * <p>Any thread.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration CRASH_IS_TOLD_WITHIN = Duration.ofSeconds(1);

    private final StackOptions options;
    private final Workplace workplace;
    private final Programs programs;
    private final StackServers servers;
    private final Thread atExit = new Thread(this::end, "local-stack-end");

    private boolean started; // guarded by this
    private boolean logsMatter; // guarded by this
    private boolean closed; // guarded by this
    private Runnable lastAction = () -> {}; // guarded by this

    private LocalStack(StackOptions options, Workplace workplace) {
        this.options = options;
        this.workplace = workplace;
        this.programs =
                new Programs(versions(options), options.size(), Programs.defaultCache(), workplace, options.progress());
        this.servers = new StackServers(options, workplace, programs);
    }

    private static Versions versions(StackOptions options) {
        Versions ours = Versions.ofThisBuild();
        return options.workers().version().map(ours::withConnect).orElse(ours);
    }

    public static LocalStackBuilder builder() {
        return new LocalStackBuilder();
    }

    /** @throws StackException when it uses somebody else's */
    public MqttBroker mqtt() {
        return servers.mqtt();
    }

    public KafkaBroker kafka() {
        return servers.kafka();
    }

    /** A second broker of Kafka's cluster, which is not started with the stack, and ends with it at the latest. */
    public KafkaBroker secondKafka() {
        return servers.secondKafka();
    }

    /** @throws StackException when it uses somebody else's */
    public MySqlServer mysql() {
        return servers.mySql();
    }

    public List<ConnectWorker> workers() {
        return servers.workers();
    }

    /** The REST interface of the first worker that runs. */
    public ConnectClient connect() {
        return servers.workers().stream()
                .filter(ServerProcess::isRunning)
                .findFirst()
                .map(worker -> new ConnectClient(worker.restUri()))
                .orElseThrow(() -> new StackException("No Connect worker is running: start one of workers()."));
    }

    /** Logs, configuration and data of all servers. */
    public Path directory() {
        return workplace.directory();
    }

    /**
     * What has to happen while the servers still run, however the stack ends: on {@link #close} and when the process is
     * told to end. It gets 20 s; its failure is told and changes nothing.
     */
    public synchronized void beforeTheEnd(Runnable action) {
        lastAction = action;
    }

    /**
     * Starts a Java program beside the servers, in a JVM like a worker's; its output goes to a log of its own. It ends
     * with the stack at the latest.
     */
    public Process launch(String name, List<Path> classPath, String mainClass, List<String> arguments) {
        JavaProgram program = new JavaProgram(classPath, options.size().worker(), mainClass);
        return workplace
                .children()
                .launch(new Command(program.line(List.of(), arguments), Map.of(), workplace.log(name)));
    }

    /** Something went wrong that no server shows by its end: the logs stay when this is closed. */
    public synchronized void keepLogs() {
        logsMatter = true;
    }

    /**
     * A server that ended although nobody stopped it, in a sentence with the end of its log. Looks for up to a second:
     * clients notice that a connection broke before the system tells that the server has ended.
     */
    public Optional<String> crash() {
        Poll.until(CRASH_IS_TOLD_WITHIN, this::hasCrashed);
        return servers.all().stream().filter(ServerProcess::crashed).findFirst().map(ServerProcess::obituary);
    }

    /**
     * Stops all servers. The folder stays when the caller chose it or asked for that; the logs stay also when a server
     * failed and after {@link #keepLogs}.
     */
    @Override
    public synchronized void close() {
        logsMatter |= !started || hasCrashed();
        end();
    }

    /** Also when the process ends, by Ctrl-C for example, which is not a failure. */
    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        forgetExit();
        LastAction.run(lastAction, options.progress());
        boolean stays = options.directory().isPresent() || options.keeps();
        if (stays && !logsMatter) {
            stopInOrder(); // so that what stays is whole
        }
        workplace.children().close();
        servers.removeContainers();
        servers.releasePorts();
        if (!stays) {
            tidy();
        }
        if (logsMatter && workplace.hasLogs()) {
            options.progress().accept("The logs are kept in " + workplace.logs());
        }
    }

    /** @throws StackException when a server cannot start; everything is stopped then, and its log stays */
    static LocalStack open(StackOptions options) {
        return new LocalStack(options, Workplace.open(options.directory())).open();
    }

    private LocalStack open() {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Preflight.of(directory(), mySqlMissing(), options.size(), servers.memory())
                    .check();
            Startup.all(servers.all(), this::startServer);
        } catch (StackException e) {
            close();
            throw e;
        }
        synchronized (this) {
            started = true;
        }
        return this;
    }

    private void startServer(ServerProcess server) {
        server.prepareProcess();
        long from = System.nanoTime();
        server.start(options.progress());
        options.progress()
                .accept(String.format(
                        "%s is up in %.1f s: %s", server.title(), (System.nanoTime() - from) / 1e9, server.address()));
    }

    /** Empty when MySQL is somebody else's. */
    private Optional<Programs.Missing> mySqlMissing() {
        return servers.includeMySql() ? Optional.of(programs.missing()) : Optional.empty();
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and this is the hook
        }
    }

    private void stopInOrder() {
        try {
            Startup.all(servers.all(), ServerProcess::stop);
        } catch (StackException e) {
            options.progress().accept(e.getMessage()); // the rest is killed
        }
    }

    private boolean hasCrashed() {
        return servers.all().stream().anyMatch(ServerProcess::crashed);
    }

    private void tidy() {
        try {
            if (logsMatter && workplace.hasLogs()) {
                workplace.deleteData();
            } else {
                Workplace.delete(directory());
            }
        } catch (IOException e) {
            options.progress().accept("Could not delete all of " + directory() + ": " + e.getMessage());
        }
    }
}
