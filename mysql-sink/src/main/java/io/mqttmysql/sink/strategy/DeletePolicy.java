// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

/** What a record with a null value does. */
public enum DeletePolicy {
    /** It is a message without content, like an empty payload. */
    KEEP,
    /** It deletes the row of its key. */
    DELETE_ON_NULL
}
