// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

/** What happens to a column whose value the record does not have. */
public enum MissingPolicy {
    /** The column is left out: its own default on insert, its old value on upsert. */
    KEEP,
    /** NULL. */
    NULL,
    /** The record cannot be stored. */
    ERROR
}
