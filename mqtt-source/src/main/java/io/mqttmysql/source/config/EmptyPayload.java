// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

/** What becomes of a message without a payload. */
public enum EmptyPayload {
    /** A record with an empty value. */
    DELIVER,
    /** A record with a null value: it deletes the key from a compacted topic, and a row in a sink that deletes. */
    TOMBSTONE,
    /** No record; the message is acknowledged and counted. */
    SKIP
}
