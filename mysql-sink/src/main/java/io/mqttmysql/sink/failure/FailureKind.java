// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

/** What a failure means for the batch. Callers switch over it without a default. */
public enum FailureKind {
    /** The link is gone and nothing was committed: fresh connection, whole batch again. */
    CONNECTION_LOST("the connection was lost"),
    /** COMMIT was sent and the answer never came: the rows are there or they are not. */
    COMMIT_UNKNOWN("the connection was lost while COMMIT was under way"),
    /** Another transaction was in the way (deadlock, lock wait, KILL QUERY): roll back, whole batch again. */
    CONFLICT("another transaction was in the way"),
    /** The server cannot write now: read-only, full disk, too many connections. Wait longer. */
    SERVER_STATE("the server cannot write now"),
    /** A record that this table will never take. */
    RECORD("a record's own fault that could not be isolated"),
    /** Credentials, privileges, tables or columns are not as the configuration says. */
    CONFIGURATION("login, privileges, tables or columns are not as the configuration says"),
    /** Not known. One record's own where it alone provokes it; else waited out for a while. */
    UNKNOWN("an error that the sink does not know");

    private final String words;

    FailureKind(String words) {
        this.words = words;
    }

    /** A clause that says what happened. */
    public String words() {
        return words;
    }
}
