// SPDX-License-Identifier: Apache-2.0
/**
 * The text of the statements that write rows, and what the version of the server allows in them.
 */
package io.mqttmysql.sink.sql;
