// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings that take one of a few words: the names of an enum's constants in small letters. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> Optional<E> read(Setting setting, E[] choices, ConfigProblems problems) {
        String wanted = setting.value().strip().toUpperCase(Locale.ROOT);
        Optional<E> found = Arrays.stream(choices)
                .filter(choice -> choice.name().equals(wanted))
                .findFirst();
        if (found.isEmpty()) {
            String words = Arrays.stream(choices).map(Choices::word).collect(Collectors.joining(", "));
            problems.add(setting.key(), setting.value(), "write one of " + words);
        }
        return found;
    }

    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
