// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import java.util.Map;

/** A strategy that takes a record, and what its filter captured. */
public record Selection(TableStrategy strategy, Map<String, String> captures) {}
