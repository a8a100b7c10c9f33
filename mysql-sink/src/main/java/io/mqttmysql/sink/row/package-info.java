// SPDX-License-Identifier: Apache-2.0
/**
 * What goes from mapping to writing: rows, their shapes, and the records that make none. Knows neither stage.
 */
package io.mqttmysql.sink.row;
