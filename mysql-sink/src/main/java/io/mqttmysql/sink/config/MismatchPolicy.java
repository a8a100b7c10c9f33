// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

/** What to do when a stored position is not right: of a topic that was re-created, set from outside, or gone. */
public enum MismatchPolicy {
    /** Stop the task and say how to set the stored position. */
    FAIL,
    /** Go back to where nothing is lost, with a warning. */
    RESTART
}
