// SPDX-License-Identifier: Apache-2.0
/**
 * Rows into an open transaction: multi-row statements within limits, and the search for the record that the server
 * refuses.
 */
package io.mqttmysql.sink.statement;
