// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.value.Place;

/**
 * One of the values that {@code rows} names.
 *
 * @param key its index (Long) in an array, from 0, or its name (String) in an object
 */
public record Element(Object key, Place place) {}
