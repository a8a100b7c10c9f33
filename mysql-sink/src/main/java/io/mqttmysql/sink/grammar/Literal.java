// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.grammar;

/**
 * A constant of the configuration.
 *
 * @param value null, Boolean, Long, BigInteger, BigDecimal or String
 */
public record Literal(Object value) {}
