// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.util.Locale;
import java.util.Set;

/**
 * Words for true and false, in any case. True, false, 1 and 0 themselves are understood too.
 *
 * @param trueWords in lower case
 * @param falseWords in lower case
 * @param isNumber whether 1 and 0 are to come out
 */
public record BooleanWords(Set<String> trueWords, Set<String> falseWords, boolean isNumber) implements Step {
    /** What devices write most. */
    public static final BooleanWords USUAL = new BooleanWords(
            Set.of("on", "true", "yes", "open", "online", "1"), Set.of("off", "false", "no", "closed", "offline", "0"));

    public BooleanWords {
        trueWords = Set.copyOf(trueWords);
        falseWords = Set.copyOf(falseWords);
    }

    public BooleanWords(Set<String> trueWords, Set<String> falseWords) {
        this(trueWords, falseWords, false);
    }

    /** Whether a device may mean true or false by this word, in lower case. */
    public static boolean isUsual(String word) {
        return USUAL.trueWords.contains(word) || USUAL.falseWords.contains(word);
    }

    @Override
    public Step forNumbers() {
        return new BooleanWords(trueWords, falseWords, true);
    }

    @Override
    public Object apply(Object value, StepContext context) {
        boolean truth =
                value instanceof Boolean bool ? bool : truth(Texts.of(value).trim());
        return isNumber ? (Object) (truth ? 1L : 0L) : (Object) truth;
    }

    private boolean truth(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!trueWords.contains(word) && !falseWords.contains(word)) {
            throw new BadValue(Quoted.text(text) + " is not one of the words for true and false");
        }
        return trueWords.contains(word);
    }
}
