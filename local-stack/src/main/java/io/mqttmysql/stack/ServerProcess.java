// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server, as a child process or in a container, that can be stopped, killed, frozen and started again on the same
 * port and data.
 *
 * <p>Any thread. {@link #start} and {@link #stop} exclude each other, {@link #kill} interrupts
 * either.
 */
public abstract class ServerProcess {
    private final String name;
    private final Workplace workplace;

    // valid from one start to the next
    private volatile Life life;
    private volatile Optional<ClassArchive> classes = Optional.empty();
    private volatile boolean endedByUs;

    ServerProcess(String name, Workplace workplace) {
        this.name = name;
        this.workplace = workplace;
    }

    /** Makes what the command needs: programs, data, configuration. Called before every start; does nothing twice. */
    abstract void prepare();

    abstract Command command();

    /** Whether it answers now. May take {@link Patience#PROBE}, never longer. */
    abstract boolean serves();

    /**
     * Whether another server serves without which this one gives up after a while. All start at the same time; one that
     * gave up on a slow machine is started once more. May take {@link Patience#PROBE}, never longer.
     */
    boolean hasWhatItNeeds() {
        return true;
    }

    /** The port without which it cannot start. */
    abstract int port();

    /** What it takes after a start, in megabytes, measured. */
    abstract long memory();

    /** What it runs in where it is not a process of this machine; nothing is prepared for it then. */
    Optional<Containers.Container> container() {
        return Optional.empty();
    }

    final void prepareProcess() {
        if (container().isEmpty()) {
            prepare();
        }
    }

    /** For a person: what it is. */
    abstract String title();

    /** For a person: where it is. */
    abstract String address();

    /** Also the name of its folder and its log. */
    public final String name() {
        return name;
    }

    /** @throws StackException when it was never started, or runs in a container */
    public final long pid() {
        if (started() instanceof ProcessLife own) {
            return own.process().pid();
        }
        throw new StackException(name + " runs in a container, and has no process id on this machine.");
    }

    /** True for a frozen one, too. */
    public final boolean isRunning() {
        Life current = life;
        return current != null && current.isAlive();
    }

    /** Standard output and error since the first start. */
    public final Path log() {
        return workplace.log(name);
    }

    /**
     * Starts it and returns when it serves. Does nothing when it runs.
     *
     * @throws StackException when it cannot start, with the last lines of its log
     */
    public final void start() {
        start(line -> {});
    }

    /** The same; {@code progress} gets a sentence now and then while it takes long. */
    final synchronized void start(Consumer<String> progress) {
        if (isRunning()) {
            return;
        }
        prepareProcess();
        if (!PortLease.isFree(port())) {
            throw new StackException("Port " + port() + " of " + name
                    + " was taken by another program: stop that program, or run it again, which takes another port.");
        }
        endedByUs = false;
        boolean isEarly = !hasWhatItNeeds();
        boolean inTime = launch(progress);
        Life current = life;
        if (isEarly && !current.isAlive() && !endedByUs && awaitWhatItNeeds()) {
            inTime = launch(progress); // the first one did not wait for so long
            current = life;
        }
        if (workplace.children().isClosed()) {
            throw new StackException("The local stack was closed while " + name + " started.");
        }
        if (!current.isAlive()) {
            throw new StackException(
                    name + " ended while it started (exit code " + current.exitCode() + ")." + lastWords(15));
        }
        if (!inTime) {
            kill();
            throw new StackException(name + " did not serve within " + Patience.START.toSeconds()
                    + " s after its start." + lastWords(15));
        }
        classes.ifPresent(archive -> archive.write(pid(), workplace.children(), home()));
    }

    /** Returns when it serves or has ended; false when neither is so in time. */
    private boolean launch(Consumer<String> progress) {
        Life current = container().map(Containers.Container::start).orElseGet(this::launch);
        life = current;
        return Poll.until(
                Patience.START, SlowStart.told(() -> !current.isAlive() || serves(), title(), log(), progress));
    }

    private Life launch() {
        Command command = command();
        classes = command.classes();
        return new ProcessLife(workplace.children().launch(command), workplace.children());
    }

    private boolean awaitWhatItNeeds() {
        return Poll.until(Patience.START, () -> workplace.children().isClosed() || hasWhatItNeeds())
                && !workplace.children().isClosed();
    }

    /**
     * Asks it to end and waits; kills it when that takes longer than {@link Patience#STOP}. Does nothing when it does
     * not run.
     */
    public final synchronized void stop() {
        if (!isRunning()) {
            return;
        }
        thaw(); // a frozen process never sees the request
        endedByUs = true;
        life.end();
        if (!life.endsWithin(Patience.STOP)) {
            kill();
        }
    }

    /** SIGKILL; returns when it has ended. Does nothing when it does not run. */
    public final void kill() {
        Life current = life;
        if (current != null && current.isAlive()) {
            endedByUs = true;
            current.kill();
            current.endsWithin(Patience.STOP);
        }
    }

    /** SIGSTOP: it keeps its connections and answers nothing, like a host that hangs. */
    public final void freeze() {
        started().freeze();
    }

    /** SIGCONT. */
    public final void thaw() {
        started().thaw();
    }

    /** An orderly stop and a start. */
    public final void restart() {
        stop();
        start();
    }

    /** Whether it ended although nobody asked it to. */
    final boolean crashed() {
        Life current = life;
        return current != null
                && !current.isAlive()
                && !endedByUs
                && !workplace.children().isClosed();
    }

    /** What to tell a person when it {@link #crashed}. */
    final String obituary() {
        return title() + " (" + address() + ") ended although nobody stopped it, exit code " + life.exitCode() + "."
                + lastWords(5);
    }

    /** Where it keeps its data and configuration. */
    final Path home() {
        return workplace.home(name);
    }

    /** Runs a program of the server to its end, into the server's log. */
    final void run(Command command, String purpose) {
        int exitCode = workplace.children().run(command, Patience.START);
        if (exitCode != 0) {
            throw new StackException(name + ": " + purpose + " failed (exit code " + exitCode + ")." + lastWords(15));
        }
    }

    private Life started() {
        if (life == null) {
            throw new StackException(name + " was never started.");
        }
        return life;
    }

    private String lastWords(int lines) {
        return " The end of its log, " + workplace.log(name) + ":" + System.lineSeparator()
                + LogTail.of(workplace.log(name), lines);
    }
}
