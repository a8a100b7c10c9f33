// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values that are one of a few words: in lower case in a configuration, an enum in the code. */
final class Choices {
    private Choices() {}

    static List<String> words(Class<? extends Enum<?>> choices) {
        return Arrays.stream(choices.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static <E extends Enum<E>> E choice(Class<E> choices, String word) {
        return Enum.valueOf(choices, word.toUpperCase(Locale.ROOT));
    }

    static Optional<String> problem(List<String> words, Object value) {
        String word = ((String) value).toLowerCase(Locale.ROOT);
        return words.contains(word) ? Optional.empty() : Optional.of("write one of " + String.join(", ", words));
    }
}
