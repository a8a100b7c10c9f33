// SPDX-License-Identifier: Apache-2.0
/**
 * Tables and columns as MySQL declares them: what is there, what is to be made, and what is remembered of it. Uses the
 * JDK only.
 */
package io.mqttmysql.sink.table;
