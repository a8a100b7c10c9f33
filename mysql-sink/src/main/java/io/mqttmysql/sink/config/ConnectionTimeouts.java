// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.time.Duration;

/**
 * How long one step of talking to the server may take.
 *
 * @param connect for a new connection, and for waiting for one
 * @param validation for the ping before a connection is used
 * @param socket for any answer of the server; longer than the longest statement
 */
public record ConnectionTimeouts(Duration connect, Duration validation, Duration socket) {
    /** The same, but for steps that may take no longer than the whole may. */
    public ConnectionTimeouts within(Duration limit) {
        return new ConnectionTimeouts(shorter(connect, limit), validation, shorter(socket, limit));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
