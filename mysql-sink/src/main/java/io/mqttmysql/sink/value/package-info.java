// SPDX-License-Identifier: Apache-2.0
/**
 * What records hold, and how one looks into it. A value is one of: {@code null}, Boolean, Number, String, byte[],
 * LocalDate, LocalTime, LocalDateTime, Instant, {@code JsonText} (a whole object or array) or {@code Missing.MISSING};
 * one that cannot be used is a {@code BadValue}. Knows neither the language nor tables.
 */
package io.mqttmysql.sink.value;
