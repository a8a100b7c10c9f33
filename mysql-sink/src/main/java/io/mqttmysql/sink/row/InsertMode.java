// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/** How a row goes into its table. */
public enum InsertMode {
    /** INSERT; an existing key is an error, unless the stored row is the same (a replay). */
    INSERT,
    /** INSERT … ON DUPLICATE KEY UPDATE of every written column that is not part of the key. */
    UPSERT
}
