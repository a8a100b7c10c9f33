// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

/** What to do when Kafka delivers records of a topic that is not the one the stored position belongs to. */
public enum MismatchPolicy {
    /** Stop the task and say how to reset the stored position. */
    FAIL,
    /** Take the position that Kafka delivers, with a warning. */
    RESTART
}
