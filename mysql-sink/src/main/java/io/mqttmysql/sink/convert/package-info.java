// SPDX-License-Identifier: Apache-2.0
/**
 * Values of payloads to values of columns: encodings, times, numbers, texts, and the type of each column.
 */
package io.mqttmysql.sink.convert;
