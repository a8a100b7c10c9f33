// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The MariaDB of all test classes, closed by JUnit when all tests are over. */
final class SharedMariaDb implements AutoCloseable {
    private MariaDb mariaDb = MariaDb.start();

    /**
     * The test in whose time it ended has failed; the next one says why, and those after it have a server again.
     *
     * @throws IllegalStateException where it has ended by itself since the last call
     */
    synchronized SqlServer server() {
        if (mariaDb.hasEnded()) {
            throw new IllegalStateException("mariadbd ended by itself; its log: " + replaced());
        }
        return mariaDb.server();
    }

    /** @return the end of the log of the one that has ended */
    private String replaced() {
        try (MariaDb ended = mariaDb) {
            mariaDb = MariaDb.start();
            return ended.endOfLog();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the MariaDB that has ended", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        mariaDb.close();
    }
}
