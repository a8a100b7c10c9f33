// SPDX-License-Identifier: Apache-2.0

/**
 * Records to rows: evaluates the expressions of the strategies that take a record and converts each value by the type
 * of its column, so that the server has nothing left to convert, cut or round.
 *
 * <p>{@code RowMapper} → {@code TableBinding} (strategy × table definition) → {@code ColumnBinding} (expression ×
 * column) → {@code ColumnConversion} (one class for each family of types).
 */
package io.mqttmysql.sink.mapping;
