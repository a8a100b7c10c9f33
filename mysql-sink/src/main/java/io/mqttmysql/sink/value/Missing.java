// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

/** What a source yields where the record has nothing at that place; not the same as a null that stands there. */
public enum Missing {
    MISSING
}
