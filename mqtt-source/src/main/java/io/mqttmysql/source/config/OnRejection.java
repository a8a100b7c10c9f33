// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

/** What to do when a message cannot be handed to Kafka. */
public enum OnRejection {
    /** Acknowledge it, count it, say so, and go on. */
    SKIP,
    /** Stop the task with a sentence; the message stays with the broker. */
    FAIL
}
