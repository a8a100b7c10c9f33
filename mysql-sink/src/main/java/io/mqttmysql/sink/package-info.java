// SPDX-License-Identifier: Apache-2.0
/**
 * The plugin as Kafka Connect sees it: connector, task, their metrics, and the check of a configuration
 * against a server.
 */
package io.mqttmysql.sink;
