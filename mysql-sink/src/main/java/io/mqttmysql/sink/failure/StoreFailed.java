// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The certificates that vouch for the server, or the sink's own key, cannot be read or not be handed to the driver: no
 * server was asked yet. The message is a clause that says what to do. Only a person can change it, so it counts as an
 * authorization failure.
 */
public final class StoreFailed extends SQLException {
    private static final long serialVersionUID = 1L;

    private static final String STATE = "28000";

    private final String key;

    /** @param key where it is best fixed */
    public StoreFailed(String key, String clause, Exception cause) {
        super(key + ": " + clause, STATE, cause);
        this.key = key;
    }

    /** Where it is best fixed, if a store is the reason of the failure. */
    public static Optional<String> key(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof StoreFailed)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable((StoreFailed) cause).map(failed -> failed.key);
    }
}
