// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import java.io.IOException;

/** What one thread of a proxy does for as long as its sockets are open. */
@FunctionalInterface
interface Pump {
    void run() throws IOException, InterruptedException;

    /** A closed socket ends the thread. */
    static Thread start(String name, Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException | InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
