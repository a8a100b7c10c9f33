// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static io.mqttmysql.testing.Bounds.await;

import io.mqttmysql.stack.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The quickstart as a person starts it, without its build: a process of its own, its screen a file. */
public final class QuickstartProcess implements AutoCloseable {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private final Process process;
    private final Path screen;

    private QuickstartProcess(Process process, Path screen) {
        this.process = process;
        this.screen = screen;
    }

    public static QuickstartProcess start(Path screen, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dtest.patience=" + System.getProperty("test.patience", "1"),
                "-Dstack.repository=" + System.getProperty("stack.repository", ""),
                "-cp",
                System.getProperty("java.class.path"),
                "io.mqttmysql.quickstart.Quickstart",
                PROJECT.toString()));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile())
                .start();
        return new QuickstartProcess(process, screen);
    }

    /** Waits for words on the screen and returns what stands in their group. */
    public String awaitWords(String regex) {
        Pattern words = Pattern.compile(regex);
        await().until(() -> words.matcher(screen()).find() || !process.isAlive());
        Matcher found = words.matcher(screen());
        if (!found.find()) {
            throw new AssertionError("The quickstart ended without saying '" + regex + "':\n" + screen());
        }
        return found.group(1);
    }

    /** As Ctrl-C does. */
    public int interrupt() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Patience.EFFECT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The quickstart does not end:\n" + screen());
        }
        return process.exitValue();
    }

    public String screen() {
        try {
            return Files.readString(screen, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the quickstart's screen", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
