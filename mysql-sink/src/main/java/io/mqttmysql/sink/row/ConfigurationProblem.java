// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/**
 * The configuration and the database do not fit: a named table or column is missing, a key column is not mapped. One
 * sentence: what is wrong, where, what to do. Not the fault of any record.
 */
public final class ConfigurationProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationProblem(String message) {
        super(message);
    }
}
