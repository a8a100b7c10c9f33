// SPDX-License-Identifier: Apache-2.0

/**
 * The words that all stages share: messages, deliveries, topic filters, counters, and what a session asks of the
 * others. Uses the JDK only.
 */
package io.mqttmysql.source.message;
