// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

/** A file is not what it should be; the message says which, why, and what to do. */
final class UnusableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableInput(String message) {
        super(message);
    }
}
