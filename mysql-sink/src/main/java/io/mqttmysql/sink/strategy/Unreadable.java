// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

/**
 * A strategy's {@code when} needed to look into a payload and could not: such a record is not unmatched, it is bad.
 *
 * @param reason one sentence without the payload
 */
public record Unreadable(TableStrategy strategy, String reason) {}
