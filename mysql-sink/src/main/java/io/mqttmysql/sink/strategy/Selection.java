// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.RecordView;

/** A strategy that takes a record, and the record with what its filter captured. */
public record Selection(TableStrategy strategy, RecordView view) {}
