// SPDX-License-Identifier: Apache-2.0
/**
 * What is done to a value between its source and its column: {@code StepParser} reads what follows {@code from} and
 * {@code then}, {@code Steps} does it to each value. A new kind of step is a class and a case of the parser. Knows
 * neither sources nor columns.
 */
package io.mqttmysql.sink.step;
