// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

/** What a failure means for the batch. Callers switch over it without a default. */
public enum FailureKind {
    /** The link is gone and nothing was committed: fresh connection, whole batch again. */
    CONNECTION_LOST,
    /** COMMIT was sent and the answer never came: the rows are there or they are not. */
    COMMIT_UNKNOWN,
    /** Another transaction was in the way (deadlock, lock wait, KILL QUERY): roll back, whole batch again. */
    CONFLICT,
    /** The server cannot write now: read-only, full disk, too many connections. Wait longer. */
    SERVER_STATE,
    /** A record that this table will never take. */
    RECORD,
    /** Credentials, privileges, tables or columns are not as the configuration says. */
    CONFIGURATION,
    /** Not known. Guessing would lose data, so the task fails. */
    UNKNOWN
}
