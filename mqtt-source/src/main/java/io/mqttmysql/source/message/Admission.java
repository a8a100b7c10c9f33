// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/** What an {@link Inbox} did with a message. */
public enum Admission {
    /** It waits for Kafka. */
    ACCEPTED,
    /** It is held here already: no second message, and the one acknowledgement answers both. */
    HELD,
    /** At QoS 0 there was no room, or the task failed: dropped and counted. */
    DROPPED,
    /** It came from a connection that is not the current one, or after a failure: ignored, the broker still has it. */
    STALE,
    /** More QoS 1 messages are unacknowledged than there are packet ids: this one and all later ones are not taken. */
    OVER_RECEIVE_MAXIMUM,
    /** QoS 1 messages wait up to the byte bound: this one and all later ones are not taken, the broker has them. */
    OVER_BYTES
}
