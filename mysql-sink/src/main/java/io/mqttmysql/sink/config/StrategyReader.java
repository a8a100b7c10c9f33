// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.topic.InvalidTopicFilter;
import io.mqttmysql.kit.topic.TopicFilter;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.expression.Condition;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.payload.Compression;
import io.mqttmysql.sink.payload.FormatParser;
import io.mqttmysql.sink.payload.PayloadForm;
import io.mqttmysql.sink.payload.PayloadFormat;
import io.mqttmysql.sink.strategy.AfterMatch;
import io.mqttmysql.sink.strategy.StrategyCriteria;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the settings of one strategy; goes on after a problem, so that all are found. */
final class StrategyReader {
    private final String name;
    private final StrategySettings settings;
    private final Settings values;
    private final ConfigProblems problems;

    StrategyReader(String name, StrategySettings settings, ConfigProblems problems) {
        this.name = name;
        this.settings = settings;
        this.values = new Settings(settings, problems);
        this.problems = problems;
    }

    /** Empty when one of the strategy's settings cannot be used; the problems then say which. */
    Optional<TableStrategy> strategy() {
        int before = problems.count();
        List<TopicFilter> match = match();
        StrategyCriteria criteria = new StrategyCriteria(match, topics(), topicsRegex(), when(match));
        AfterMatch afterMatch = values.isSet(StrategyKeys.CONTINUE) ? AfterMatch.CONTINUE : AfterMatch.STOP;
        PayloadForm payload = payload();
        Optional<WriteSpec> write = values.isSet(StrategyKeys.DISCARD)
                ? Optional.empty()
                : new WriteReader(name, settings, new CaptureCheck(settings, match, problems), problems)
                        .write(criteria.when());
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new TableStrategy(name, criteria, afterMatch, payload, write));
    }

    private PayloadForm payload() {
        PayloadFormat format = settings.findFilled(StrategyKeys.PAYLOAD_FORMAT)
                .flatMap(setting -> values.parse(setting, FormatParser::parse))
                .orElse(PayloadForm.PLAIN.format());
        PayloadForm form =
                new PayloadForm(format, values.choice(StrategyKeys.PAYLOAD_COMPRESSION, Compression.values()));
        return form.equals(PayloadForm.PLAIN) ? PayloadForm.PLAIN : form;
    }

    private List<TopicFilter> match() {
        List<TopicFilter> filters = new ArrayList<>();
        for (String entry : listOf(StrategyKeys.MATCH)) {
            values.parse(new Setting(settings.key(StrategyKeys.MATCH), entry), StrategyReader::filter)
                    .ifPresent(filters::add);
        }
        return filters;
    }

    private Set<String> topics() {
        return new HashSet<>(listOf(StrategyKeys.TOPICS));
    }

    private Optional<Pattern> topicsRegex() {
        Optional<Setting> setting = settings.findFilled(StrategyKeys.TOPICS_REGEX);
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(setting.get().value().strip()));
        } catch (PatternSyntaxException e) {
            problems.add(
                    setting.get().key(),
                    setting.get().value(),
                    "not a regular expression (" + e.getDescription() + " near character " + (e.getIndex() + 1) + ")");
            return Optional.empty();
        }
    }

    private static TopicFilter filter(String text) {
        try {
            return TopicFilter.parse(text);
        } catch (InvalidTopicFilter e) {
            throw new InvalidExpression(e.getMessage());
        }
    }

    private Condition when(List<TopicFilter> match) {
        Optional<Setting> setting = settings.findFilled(StrategyKeys.WHEN);
        Condition when = setting.flatMap(s -> values.parse(s, Condition::parse)).orElse(Condition.NONE);
        CaptureCheck captures = new CaptureCheck(settings, match, problems);
        when.terms().forEach(term -> captures.require(setting.orElseThrow(), term.source()));
        return when;
    }

    private List<String> listOf(String option) {
        Optional<Setting> setting = settings.find(option);
        setting.filter(s -> s.value().isBlank())
                .ifPresent(s -> problems.add(s.key(), s.value(), "it is empty; remove it or name one"));
        return setting.map(s -> ListEntries.of(s.value())).orElse(List.of());
    }
}
