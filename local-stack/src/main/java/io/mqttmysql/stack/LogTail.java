// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a server's log, for a message. */
final class LogTail {
    private static final int WIDTH = 240; // a class path in a log is one line

    private LogTail() {}

    /** The last lines, none of them endless. */
    static String of(Path log, int lines) {
        try {
            List<String> all = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                    .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + " ..." : line)
                    .collect(Collectors.joining(System.lineSeparator()));
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }
}
