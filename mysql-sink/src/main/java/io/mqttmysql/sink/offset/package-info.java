// SPDX-License-Identifier: Apache-2.0
/**
 * Positions of topic-partitions: what is stored in MySQL, what this task believes of it, and how far Kafka has come.
 */
package io.mqttmysql.sink.offset;
