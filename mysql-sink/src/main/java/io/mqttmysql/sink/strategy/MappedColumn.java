// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.ColumnExpression;

/** One {@code column.<name>}: the column and what fills it. */
public record MappedColumn(String name, ColumnExpression expression) {}
