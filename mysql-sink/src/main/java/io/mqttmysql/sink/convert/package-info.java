// SPDX-License-Identifier: Apache-2.0
/**
 * Values of records to values of columns: what each type of column takes.
 */
package io.mqttmysql.sink.convert;
