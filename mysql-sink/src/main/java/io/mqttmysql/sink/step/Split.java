// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.Texts;

/**
 * One part of a text between separators; missing where there are fewer.
 *
 * @param separator not empty
 * @param index from 0; negative from the end, -1 is the last
 */
public record Split(String separator, int index) implements Step {
    @Override
    public Object apply(Object value, StepContext context) {
        String text = Texts.of(value);
        int wanted = index >= 0 ? index : parts(text) + index;
        int start = 0;
        for (int part = 0; part < wanted && start >= 0; part++) {
            int end = text.indexOf(separator, start);
            start = end < 0 ? -1 : end + separator.length();
        }
        if (wanted < 0 || start < 0) {
            return MISSING;
        }
        int end = text.indexOf(separator, start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    private int parts(String text) {
        int parts = 1;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length())) {
            parts++;
        }
        return parts;
    }

    @Override
    public boolean mayFindNothing() {
        return true;
    }
}
