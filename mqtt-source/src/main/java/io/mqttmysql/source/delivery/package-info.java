// SPDX-License-Identifier: Apache-2.0

/**
 * What is between the broker and Kafka: messages that wait for a poll, and those that Connect has and that are not
 * acknowledged yet. It bounds both.
 */
package io.mqttmysql.source.delivery;
