// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/** What an {@link Inbox} did with a message. */
public enum Admission {
    /** It waits for Kafka. */
    ACCEPTED,
    /** At QoS 0 there was no room, or the task failed: dropped and counted. */
    DROPPED,
    /** It came from a connection that is not the current one, or after a failure: ignored, the broker still has it. */
    STALE,
    /** The broker sent more unacknowledged messages than the receive maximum allows: the link must go. */
    OVER_RECEIVE_MAXIMUM,
    /** QoS 1 messages wait up to the byte bound: the link must go, the broker keeps the rest. */
    OVER_BYTES
}
