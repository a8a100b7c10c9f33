// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

/** What an object within an object is to a reader of fields. */
public enum Nesting {
    /** One field, a whole object. */
    KEPT,
    /** Its members are fields, named {@code outer_inner}; an array stays one field. */
    FLATTENED
}
