// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.grammar.InvalidExpression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Typed values out of one strategy's settings; what cannot be read goes to the problems. */
final class Settings {
    private final StrategySettings settings;
    private final ConfigProblems problems;

    Settings(StrategySettings settings, ConfigProblems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    boolean isSet(String option) {
        Optional<Setting> setting = settings.find(option);
        String text =
                setting.map(s -> s.value().strip().toLowerCase(Locale.ROOT)).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            setting.ifPresent(s -> problems.add(s.key(), s.value(), "write true or false"));
        }
        return text.equals("true");
    }

    /** One of an enum's words; the first of them is the default. */
    <E extends Enum<E>> E choice(String option, E[] choices) {
        return settings.find(option)
                .flatMap(setting -> Choices.read(setting, choices, problems))
                .orElse(choices[0]);
    }

    /** @param names of one option */
    List<String> list(String... names) {
        return settings.findFilled(names)
                .map(setting -> ListEntries.of(setting.value()))
                .orElse(List.of());
    }

    <T> Optional<T> parse(Setting setting, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(setting.value()));
        } catch (InvalidExpression e) {
            problems.add(setting.key(), setting.value(), e.getMessage());
            return Optional.empty();
        }
    }
}
