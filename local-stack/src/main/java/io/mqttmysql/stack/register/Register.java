// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.register;

import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gives Connect each connector file of a folder under the file's name, once, and waits until it runs. A file that
 * Connect does not accept is told key by key and keeps no other out. One thread.
 */
public final class Register {
    private static final Pattern LOCALHOST =
            Pattern.compile("^[a-z:]+//(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?(/|,|\\?|$)");

    private final ConnectClient connect;
    private final Map<String, String> environment;
    private final PrintStream out;
    private boolean isAllWell = true;

    /** @param environment that the worker has, too: files refer to it as {@code ${env:NAME}} */
    public Register(ConnectClient connect, Map<String, String> environment, PrintStream out) {
        this.connect = connect;
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    /** @param arguments the folder, and the worker's address */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ConnectClient connect = new ConnectClient(URI.create(arguments[1]));
        System.exit(new Register(connect, System.getenv(), out).all(Path.of(arguments[0])) ? 0 : 1);
    }

    /** Whether all of them run. */
    public boolean all(Path folder) {
        List<ConnectorFile> accepted = new ArrayList<>();
        for (Path path : files(folder)) {
            String name = ConnectorFile.name(path);
            tell(name, () -> {
                ConnectorFile file = ConnectorFile.read(path);
                if (isAccepted(file)) {
                    connect.put(name, file.config());
                    accepted.add(file);
                }
            });
        }
        for (ConnectorFile file : accepted) {
            tell(file.name(), () -> {
                connect.awaitRunning(file.name(), Patience.START);
                out.println(file.name() + ": RUNNING");
            });
        }
        return isAllWell;
    }

    private List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                fail("There is no connector file (*.json) in " + folder + ": put one there, or name another folder.");
            }
            return found;
        } catch (IOException e) {
            fail("The folder of the connector files, " + folder + ", cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /** Asked with the values that the file refers to: what is wrong with a value from elsewhere, Connect hides. */
    private boolean isAccepted(ConnectorFile file) {
        Map<String, String> config = file.resolved(environment);
        List<String> problems = file.problems(connect.validate(config));
        problems.forEach(problem -> fail(file.name() + ": " + problem));
        hint(file.name(), config);
        return problems.isEmpty();
    }

    /** A server that is away does not make a file wrong. This is why most of them are away. */
    private void hint(String name, Map<String, String> config) {
        config.forEach((key, value) -> {
            if (LOCALHOST.matcher(value).find()) {
                out.println(
                        name + ": " + key + " is " + value + ", and in a container localhost is the container itself:"
                                + " write the service's name, or host.docker.internal for the machine that Docker runs on.");
            }
        });
    }

    private void tell(String name, Runnable step) {
        try {
            step.run();
        } catch (StackException e) {
            fail(name + ": " + e.getMessage());
        }
    }

    private void fail(String sentence) {
        out.println(sentence);
        isAllWell = false;
    }
}
