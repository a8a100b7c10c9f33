// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

/** A whole object or array, as JSON text. */
public record JsonText(String text) {}
