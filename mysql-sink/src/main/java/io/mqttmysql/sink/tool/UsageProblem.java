// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

/** The command line cannot be understood. */
final class UsageProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageProblem(String message) {
        super(message);
    }
}
