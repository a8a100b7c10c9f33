// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import java.util.function.Function;

/**
 * What a step needs of the record beside the value.
 *
 * @param json reads a text as JSON; throws a BadValue when it is none
 * @param timestamp the record's, in milliseconds; null where it has none
 */
public record StepContext(Function<String, Object> json, LocalClock clock, Long timestamp) {}
