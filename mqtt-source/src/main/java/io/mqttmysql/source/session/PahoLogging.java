// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps Paho from writing a stack trace to standard error for every lost link: its failures reach us as exceptions
 * and are logged once, with their meaning. Whoever sets a level for its logger has that level.
 */
final class PahoLogging {
    /** A strong reference: java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5");

    private PahoLogging() {}

    static void quieten() {
        if (PAHO.getLevel() == null) {
            PAHO.setLevel(Level.OFF);
        }
    }
}
