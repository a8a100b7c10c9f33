// SPDX-License-Identifier: Apache-2.0

/**
 * Which strategy takes a record. A {@code TableStrategy} is one entry of {@code strategies}: its criteria, and the
 * table, columns and mode of its rows. {@code StrategySelector} tries them in order.
 */
package io.mqttmysql.sink.strategy;
