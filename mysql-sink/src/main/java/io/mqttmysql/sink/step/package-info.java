// SPDX-License-Identifier: Apache-2.0
/**
 * What is done to a value between its source and its column: {@code EncodingParser} reads what follows {@code from},
 * {@code Decoding} does it to each value. Knows neither sources nor columns.
 */
package io.mqttmysql.sink.step;
