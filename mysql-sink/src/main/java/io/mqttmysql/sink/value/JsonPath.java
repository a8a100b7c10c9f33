// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.util.List;
import java.util.function.IntFunction;

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

    /**
     * Where the key of an element of {@code rows} stands for an index or a name: {@code [@key]}, {@code [@^key]}.
     *
     * @param level 0: the innermost element; 1: the one around it
     */
    public record KeyOfElement(int level) implements Step {}

    /** Whether it leads somewhere only for an element. */
    public boolean isKeyed() {
        return steps.stream().anyMatch(KeyOfElement.class::isInstance);
    }

    /**
     * The path for one element.
     *
     * @param keys Long or String by the level
     */
    public JsonPath keyedBy(IntFunction<Object> keys) {
        return new JsonPath(
                text,
                steps.stream()
                        .map(step -> step instanceof KeyOfElement key ? stepTo(keys.apply(key.level())) : step)
                        .toList());
    }

    private static Step stepTo(Object key) {
        return key instanceof Long index ? new Index(Math.toIntExact(index)) : new Member(String.valueOf(key));
    }

    @Override
    public String toString() {
        return text;
    }
}
