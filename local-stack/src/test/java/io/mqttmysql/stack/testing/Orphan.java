// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.testing;

import io.mqttmysql.stack.ChildProcessesTest;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of a process that starts a child and dies without any shutdown hook, as after SIGKILL. */
public final class Orphan {
    private Orphan() {}

    /** @param arguments the child's log, into which it writes its process id */
    public static void main(String[] arguments) throws IOException {
        ChildProcessesTest.startLongRunningChild(Path.of(arguments[0]));
        System.in.read(); // until the test says so
        Runtime.getRuntime().halt(1);
    }
}
