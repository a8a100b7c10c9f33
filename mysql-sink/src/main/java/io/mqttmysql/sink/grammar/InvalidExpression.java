// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.grammar;

/** An expression, path or template in the configuration that cannot be understood; the message names the place. */
public final class InvalidExpression extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidExpression(String message) {
        super(message);
    }
}
