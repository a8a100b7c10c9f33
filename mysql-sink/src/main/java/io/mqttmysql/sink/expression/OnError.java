// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

/** What happens where the value is there and cannot be read, decoded or converted. */
public enum OnError {
    /** The record cannot be stored. */
    REFUSE,
    /** The column is NULL. */
    NULL
}
