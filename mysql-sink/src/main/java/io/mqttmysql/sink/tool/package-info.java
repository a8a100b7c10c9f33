// SPDX-License-Identifier: Apache-2.0
/**
 * The command line, without Kafka: checks a configuration, tries it on a record, and writes the tables that it needs.
 */
package io.mqttmysql.sink.tool;
