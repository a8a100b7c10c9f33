// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/** What happens to an update that finds no row. */
public enum UpdateMissing {
    /** Nothing is written. */
    IGNORE,
    /** The row is inserted. */
    INSERT,
    /** The record cannot be stored. */
    REPORT
}
