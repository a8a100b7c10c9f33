// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps Paho from writing a stack trace to standard error for every lost link: its failures reach us as exceptions
 * and are logged once, with their meaning. Whoever sets a level for its loggers has that level.
 */
final class PahoLogging {
    /** Strong references: java.util.logging forgets the level of a logger that nobody holds. */
    private static final List<Logger> PAHO =
            List.of(Logger.getLogger("org.eclipse.paho.mqttv5"), Logger.getLogger("org.eclipse.paho.client.mqttv3"));

    private PahoLogging() {}

    static void quieten() {
        for (Logger logger : PAHO) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.OFF);
            }
        }
    }
}
