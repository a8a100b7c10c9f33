// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts child processes and answers for their end.
 *
 * <p>They are deaf to Ctrl-C and hang-up, which a terminal sends to the whole group: only this process decides when
 * they end. They do not outlive it either. An orderly exit reaches {@link #close} through the stack's shutdown hook;
 * after {@code kill -9} or a crash, a watchdog, a shell that reads the list of living children from a pipe, sees the
 * pipe close and kills them. Not covered: a SIGKILL that hits the watchdog too, as one for the whole process group
 * does.
 *
 * <p>Any thread.
 */
final class ChildProcesses implements AutoCloseable {
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$@\"";
    private static final String WATCHDOG =
            "trap '' INT HUP TERM; children=; while read -r line; do children=$line; done;"
                    + " [ -z \"$children\" ] || kill -9 $children 2>/dev/null";

    private final Set<Process> living = new LinkedHashSet<>(); // guarded by this
    private Process watchdog; // guarded by this; null until the first child
    private boolean closed; // guarded by this

    /** @throws StackException when the program cannot be started or this is closed */
    synchronized Process launch(Command command) {
        if (closed) {
            throw new StackException("The local stack is closed, so " + command.program() + " was not started.");
        }
        try {
            if (watchdog == null) {
                watchdog = shell(WATCHDOG, List.of())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
            }
            Process child = deaf(command).start();
            child.getOutputStream().close();
            living.add(child);
            CompletableFuture<Void> unusedBesideItsAction = child.onExit().thenRun(() -> forget(child));
            tellWatchdog();
            return child;
        } catch (IOException e) {
            throw new StackException("Cannot start " + command.program() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs a program to its end.
     *
     * @return its exit code
     * @throws StackException when it takes longer than the limit; it is killed then
     */
    int run(Command command, Duration limit) {
        Process child = launch(command);
        try {
            if (child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return child.exitValue();
            }
            child.destroyForcibly();
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while running " + command.program() + ".", e);
        }
        throw new StackException(command.program() + " did not end within " + limit.toSeconds() + " s; its log is "
                + command.log() + ".");
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Sends a signal that Java has no method for. The process must be one of ours and alive. */
    void signal(Process child, String name) {
        try {
            Process kill = shell("kill -" + name + " \"$1\"", List.of(Long.toString(child.pid())))
                    .redirectErrorStream(true)
                    .start();
            if (kill.waitFor() != 0) {
                throw new StackException("Signal " + name + " did not reach process " + child.pid()
                        + ": it has ended; look into its log.");
            }
        } catch (IOException e) {
            throw new StackException("Cannot send signal " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while sending signal " + name + ".", e);
        }
    }

    /**
     * SIGSTOP; returns when all of the process stands still. The system tells one thread of it first, and on a busy
     * machine another could go on for a while, and answer.
     */
    void freeze(Process child) {
        signal(child, "STOP");
        if (!Poll.until(
                Patience.ANSWER, () -> ThreadStates.ofProcess(child.pid()).areAllStopped())) {
            throw new StackException("Process " + child.pid() + " was sent SIGSTOP and goes on.");
        }
    }

    /** Kills what is still alive and starts nothing more. */
    @Override
    public synchronized void close() {
        closed = true;
        List<Process> rest = new ArrayList<>(living);
        rest.forEach(Process::destroyForcibly);
        rest.forEach(child -> child.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> child)
                .join());
        living.clear();
        if (watchdog != null) {
            tellWatchdog();
            closeQuietly(watchdog.getOutputStream());
        }
    }

    private synchronized void forget(Process child) {
        if (living.remove(child)) {
            tellWatchdog();
        }
    }

    private void tellWatchdog() {
        String pids = living.stream().map(child -> Long.toString(child.pid())).collect(Collectors.joining(" "));
        try {
            OutputStream pipe = watchdog.getOutputStream();
            pipe.write((pids + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            closeQuietly(watchdog.getOutputStream()); // somebody killed the watchdog; the shutdown hook is left
        }
    }

    private static ProcessBuilder deaf(Command command) {
        ProcessBuilder builder = shell(DEAF_TO_THE_TERMINAL, command.line())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        return builder;
    }

    private static ProcessBuilder shell(String script, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        line.addAll(arguments);
        return new ProcessBuilder(line);
    }

    private static void closeQuietly(OutputStream pipe) {
        try {
            pipe.close();
        } catch (IOException e) {
            // its reader is gone
        }
    }
}
