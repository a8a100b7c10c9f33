// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the tool.
 *
 * @param text what it prints, and after {@code !} what it says to a mistaken user
 */
record ToolRun(String text, int exitCode) {
    static ToolRun of(List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = StrategyTool.run(args, new PrintStream(out), new PrintStream(err));
        String complaint = err.toString(StandardCharsets.UTF_8);
        String text = out.toString(StandardCharsets.UTF_8) + (complaint.isEmpty() ? "" : "! " + complaint);
        return new ToolRun(text, exitCode);
    }

    /** Tries {@code payload}, published to {@code x}, on the tables of the script. */
    static ToolRun ofTry(Path folder, String configuration, String payload, String script) throws IOException {
        Path file = Files.writeString(folder.resolve("connector"), configuration);
        Path tables = Files.writeString(folder.resolve("tables.sql"), script);
        return of(new ArrayList<>(
                List.of("try", file.toString(), "--topic", "x", "--payload", payload, "--tables", tables.toString())));
    }
}
