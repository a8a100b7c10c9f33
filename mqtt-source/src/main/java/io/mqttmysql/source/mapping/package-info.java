// SPDX-License-Identifier: Apache-2.0

/**
 * From a message to a record: its Kafka topic, key, headers and size, and what becomes of a message that cannot be a
 * record. Runs on the task thread.
 */
package io.mqttmysql.source.mapping;
