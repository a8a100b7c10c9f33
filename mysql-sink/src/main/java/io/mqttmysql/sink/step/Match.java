// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import static io.mqttmysql.sink.value.Missing.MISSING;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mqttmysql.sink.value.Texts;

/**
 * What a regular expression finds in a text; missing where it finds nothing. The expression is of RE2's kind: it takes
 * time that is linear in the text, whatever the text.
 *
 * @param group 0 is all that was found
 */
public record Match(Pattern pattern, int group) implements Step {
    @Override
    public Object apply(Object value, StepContext context) {
        Matcher matcher = pattern.matcher(Texts.of(value));
        String found = matcher.find() ? matcher.group(group) : null;
        return found == null ? MISSING : found;
    }

    @Override
    public boolean mayFindNothing() {
        return true;
    }
}
