// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.value.Place;
import java.util.Optional;

/**
 * One of the values that {@code rows} names.
 *
 * @param key its index (Long) in an array, from 0, or its name (String) in an object
 * @param outer the one around it, where {@code rows} has two wildcards
 */
public record Element(Object key, Place place, Optional<Element> outer) {
    /** Itself at level 0, the one around it at level 1. */
    Optional<Element> at(int level) {
        return level == 0 ? Optional.of(this) : outer;
    }
}
