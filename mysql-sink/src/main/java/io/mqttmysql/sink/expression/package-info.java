// SPDX-License-Identifier: Apache-2.0

/**
 * Column expressions: where a column's value comes from. Parsed once at start, evaluated for every record.
 *
 * <p>{@code ExpressionParser} makes a {@code ColumnExpression} from text; its {@code Source} reads a
 * {@code RecordView}, which holds one record with its lazily parsed {@code Payload}. This package knows neither tables
 * nor strategies.
 */
package io.mqttmysql.sink.expression;
