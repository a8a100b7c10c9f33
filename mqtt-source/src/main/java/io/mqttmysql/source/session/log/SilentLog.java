// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.log;

import java.util.ResourceBundle;

/**
 * The logger of both Paho clients: it writes nothing. Their failures reach us as exceptions and are logged once, with
 * their meaning; what else they would write is a stack trace for every lost link, and the beginning of payloads. It is
 * given to this plugin's copies of the library only: other software in the same JVM keeps its own levels.
 *
 * <p>Any thread. Paho makes one for each of its classes.
 */
public final class SilentLog
        implements org.eclipse.paho.mqttv5.client.logging.Logger, org.eclipse.paho.client.mqttv3.logging.Logger {

    /** For all clients that are made from now on. */
    public static void install() {
        String name = SilentLog.class.getName();
        org.eclipse.paho.mqttv5.client.logging.LoggerFactory.setLogger(name);
        org.eclipse.paho.client.mqttv3.logging.LoggerFactory.setLogger(name);
    }

    @Override
    public boolean isLoggable(int level) {
        return false;
    }

    @Override
    public String formatMessage(String message, Object[] inserts) {
        return message;
    }

    @Override
    public void initialise(ResourceBundle messages, String loggerId, String resource) {
        // nothing is written
    }

    @Override
    public void setResourceName(String resource) {
        // nothing is written
    }

    @Override
    public void log(int level, String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void trace(int level, String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void dumpTrace() {
        // nothing is written
    }

    @Override
    public void severe(String type, String method, String message) {
        // nothing is written
    }

    @Override
    public void severe(String type, String method, String message, Object[] inserts) {
        // nothing is written
    }

    @Override
    public void severe(String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void warning(String type, String method, String message) {
        // nothing is written
    }

    @Override
    public void warning(String type, String method, String message, Object[] inserts) {
        // nothing is written
    }

    @Override
    public void warning(String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void info(String type, String method, String message) {
        // nothing is written
    }

    @Override
    public void info(String type, String method, String message, Object[] inserts) {
        // nothing is written
    }

    @Override
    public void info(String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void config(String type, String method, String message) {
        // nothing is written
    }

    @Override
    public void config(String type, String method, String message, Object[] inserts) {
        // nothing is written
    }

    @Override
    public void config(String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void fine(String type, String method, String message) {
        // nothing is written
    }

    @Override
    public void fine(String type, String method, String message, Object[] inserts) {
        // nothing is written
    }

    @Override
    public void fine(String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void finer(String type, String method, String message) {
        // nothing is written
    }

    @Override
    public void finer(String type, String method, String message, Object[] inserts) {
        // nothing is written
    }

    @Override
    public void finer(String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }

    @Override
    public void finest(String type, String method, String message) {
        // nothing is written
    }

    @Override
    public void finest(String type, String method, String message, Object[] inserts) {
        // nothing is written
    }

    @Override
    public void finest(String type, String method, String message, Object[] inserts, Throwable thrown) {
        // nothing is written
    }
}
