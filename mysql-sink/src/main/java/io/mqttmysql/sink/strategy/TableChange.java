// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

/** What the sink may do to a strategy's tables. */
public enum TableChange {
    /** {@code auto.create}: make a table that is not there. */
    CREATE,
    /** {@code auto.evolve}: add columns that are not there, and make decimals of whole numbers so far. */
    EVOLVE
}
