// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

/** What happens to a record that no strategy takes. */
public enum UnmatchedPolicy {
    /** Counted, with one warning for each Kafka topic. */
    SKIP,
    /** Reported as a record that cannot be stored. */
    REPORT,
    /** The task fails. */
    FAIL
}
