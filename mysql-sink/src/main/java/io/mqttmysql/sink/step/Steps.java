// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import static io.mqttmysql.sink.value.Missing.MISSING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done to a value before its column takes it, from left to right: {@code from … then …}. Immutable. */
public record Steps(List<Step> list) {
    /** The value is what it looks like. */
    public static final Steps NONE = new Steps(List.of());

    /** A step that takes a number has one made by the step before it. */
    public Steps {
        List<Step> steps = new ArrayList<>(list);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).takesNumber()) {
                steps.set(i - 1, steps.get(i - 1).forNumbers());
            }
        }
        list = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** The one that says what comes out. */
    public Optional<Step> last() {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }

    /** Those in front that look for parts of a text. */
    public Steps ofParts() {
        return new Steps(list.stream().takeWhile(Step::mayFindNothing).toList());
    }

    /** The same for a column of numbers. */
    public Steps forNumbers() {
        if (list.isEmpty()) {
            return this;
        }
        List<Step> steps = new ArrayList<>(list);
        steps.set(steps.size() - 1, steps.get(steps.size() - 1).forNumbers());
        return new Steps(steps);
    }

    /** What the first step of local times says of them. */
    public LocalTimes localTimes() {
        return list.stream()
                .map(Step::localTimes)
                .filter(LocalTimes::isSaid)
                .findFirst()
                .orElse(LocalTimes.UNSAID);
    }

    /**
     * What is missing or null needs no step.
     *
     * @return as {@link Step#apply}
     * @throws io.mqttmysql.sink.value.BadValue when the value is not written as a step says
     */
    public Object apply(Object value, StepContext context) {
        Object result = value;
        for (Step step : list) {
            if (result == null || result == MISSING) {
                return result;
            }
            result = step.apply(result, context);
        }
        return result;
    }

    /** What a literal of the configuration stands for: counts and times are written as the record's. */
    public Object ofLiteral(Object value, StepContext context) {
        List<Step> ofTimes = list.stream()
                .filter(step -> step instanceof Epoch || step instanceof Iso8601 || step instanceof Truncate)
                .toList();
        return new Steps(ofTimes).apply(value, context);
    }
}
