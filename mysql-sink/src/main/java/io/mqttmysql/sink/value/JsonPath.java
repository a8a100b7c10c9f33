// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.util.List;

/**
 * An RFC 9535 singular query: from the root by member names and element indexes to at most one value.
 *
 * @param text as it was written, for messages
 */
public record JsonPath(String text, List<Step> steps) {
    /** {@code $}. */
    public static final JsonPath ROOT = new JsonPath("$", List.of());

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    public sealed interface Step {}

    /** To a member of an object. */
    public record Member(String name) implements Step {}

    /** To an element of an array; a negative index counts from the end, -1 is the last. */
    public record Index(int position) implements Step {}

    @Override
    public String toString() {
        return text;
    }
}
