// SPDX-License-Identifier: Apache-2.0

/**
 * Broker to table as one thing under test: topics, tables and connectors of one name, a load, and the way to the
 * verdict.
 */
package io.mqttmysql.pipeline;
