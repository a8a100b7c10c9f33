// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record of which a strategy, or all of them together, make no row although nothing is wrong with it.
 *
 * @param strategy the strategy that took it
 */
public record SkippedRecord(SinkRecord record, String strategy, SkipReason reason) {}
