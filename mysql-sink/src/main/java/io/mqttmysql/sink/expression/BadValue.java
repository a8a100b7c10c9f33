// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

/**
 * A value of one record that cannot be read or stored: the record's own fault. The message is one clause without the whole
 * payload. Carries no stack trace: it is thrown for every bad record and says all in its message.
 */
public final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadValue(String reason) {
        super(reason, null, false, false);
    }
}
