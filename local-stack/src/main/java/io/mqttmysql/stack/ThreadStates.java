// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the threads of a process do, by Linux's {@code /proc} (proc(5), "stat").
 *
 * @param letters one a thread; none where the system does not tell, or where the process has ended
 */
record ThreadStates(List<Character> letters) {
    /** Stopped, by a signal or a debugger, or ended. */
    private static final String AT_REST = "TtZX";

    private static final char ENDED = 'X';

    static ThreadStates ofProcess(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return new ThreadStates(threads.map(ThreadStates::letter).toList());
        } catch (IOException e) {
            return new ThreadStates(List.of());
        }
    }

    /** Behind the name, which stands in brackets and may hold some. */
    private static char letter(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return ENDED;
        }
    }

    boolean areAllStopped() {
        return letters.stream().allMatch(letter -> AT_REST.indexOf(letter) >= 0);
    }
}
