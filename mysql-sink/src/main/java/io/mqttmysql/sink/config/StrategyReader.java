// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.expression.InvalidExpression;
import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.AfterMatch;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.MissingPolicy;
import io.mqttmysql.sink.strategy.StrategyCriteria;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.TableTemplate;
import io.mqttmysql.sink.strategy.TableWrite;
import io.mqttmysql.sink.strategy.TopicFilter;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the settings of one strategy; goes on after a problem, so that all are found. */
final class StrategyReader {
    private static final List<String> LATER_MODES = List.of("insert_if_absent", "update");

    private final String name;
    private final StrategySettings settings;
    private final ConfigProblems problems;

    StrategyReader(String name, StrategySettings settings, ConfigProblems problems) {
        this.name = name;
        this.settings = settings;
        this.problems = problems;
    }

    /** Empty when one of the strategy's settings cannot be used; the problems then say which. */
    Optional<TableStrategy> strategy() {
        int before = problems.count();
        List<TopicFilter> match = match();
        Set<String> topics = new HashSet<>(listOf(StrategyKeys.TOPICS));
        AfterMatch afterMatch = isSet(StrategyKeys.CONTINUE) ? AfterMatch.CONTINUE : AfterMatch.STOP;
        Optional<TableWrite> write = isSet(StrategyKeys.DISCARD) ? Optional.empty() : write(match);
        if (problems.count() > before) {
            return Optional.empty();
        }
        return Optional.of(new TableStrategy(name, new StrategyCriteria(match, topics), afterMatch, write));
    }

    private List<TopicFilter> match() {
        List<TopicFilter> filters = new ArrayList<>();
        for (String entry : listOf(StrategyKeys.MATCH)) {
            parse(new Setting(settings.key(StrategyKeys.MATCH), entry), TopicFilter::parse)
                    .ifPresent(filters::add);
        }
        return filters;
    }

    private List<String> listOf(String option) {
        Optional<Setting> setting = settings.find(option);
        setting.filter(s -> s.value().isBlank())
                .ifPresent(s -> problems.add(s.key(), s.value(), "it is empty; remove it or name one"));
        return setting.map(s -> StrategyKeys.entries(s.value())).orElse(List.of());
    }

    private boolean isSet(String option) {
        Optional<Setting> setting = settings.find(option);
        String text =
                setting.map(s -> s.value().strip().toLowerCase(Locale.ROOT)).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            setting.ifPresent(s -> problems.add(s.key(), s.value(), "write true or false"));
        }
        return text.equals("true");
    }

    private Optional<TableWrite> write(List<TopicFilter> match) {
        Optional<TableTemplate> table = table(match);
        List<MappedColumn> columns = columns(match);
        List<String> keyFields = keyFields(columns);
        InsertMode mode = insertMode();
        MissingPolicy missing = missing();
        return table.map(template -> new TableWrite(template, mode, keyFields, columns, missing));
    }

    private Optional<TableTemplate> table(List<TopicFilter> match) {
        settings.twins(StrategyKeys.TABLE, StrategyKeys.TABLE_NAME_FORMAT)
                .forEach((name, alias) ->
                        problems.add(alias.key(), "is another name of " + name.key() + "; remove one of the two"));
        Setting setting = settings.find(StrategyKeys.TABLE, StrategyKeys.TABLE_NAME_FORMAT)
                .orElse(new Setting(settings.key(StrategyKeys.TABLE), "${topic}"));
        Optional<TableTemplate> table = parse(setting, text -> TableTemplate.parse(text.strip()));
        table.ifPresent(template -> template.captures().forEach(capture -> requireCapture(setting, capture, match)));
        return table;
    }

    private List<MappedColumn> columns(List<TopicFilter> match) {
        List<MappedColumn> columns = new ArrayList<>();
        Map<String, Setting> found = settings.columns(problems);
        if (found.isEmpty()) {
            problems.add(StrategyKeys.STRATEGIES, noColumns());
        }
        found.forEach((column, setting) -> {
            requireColumnName(column, setting);
            parse(setting, ColumnExpression::parse).ifPresent(expression -> {
                if (expression.source() instanceof Source.Capture capture) {
                    requireCapture(setting, capture.name(), match);
                }
                columns.add(new MappedColumn(column, expression));
            });
        });
        return columns;
    }

    private String noColumns() {
        String example = settings.key(StrategyKeys.COLUMN_PREFIX) + "temperature=$.temperature";
        String who = name.equals(TableStrategy.TOP_LEVEL)
                ? "without 'strategies' the top level is the only strategy, and it maps no column"
                : "strategy '" + name + "' maps no column";
        return who + "; add one, for example " + example
                + " (mapping all fields by themselves is not available in this version)";
    }

    private void requireColumnName(String column, Setting setting) {
        if (column.isBlank() || column.codePointCount(0, column.length()) > TableId.MAX_NAME_LENGTH) {
            problems.add(setting.key(), "after 'column.' comes a column's name of 1 to 64 characters");
        }
    }

    private void requireCapture(Setting setting, String capture, List<TopicFilter> match) {
        if (settings.find(StrategyKeys.MATCH).isEmpty()) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "{" + capture + "} is captured by no filter, as " + settings.key(StrategyKeys.MATCH)
                            + " is not set; set it, for example to Home/{" + capture + "}/#");
        }
        for (TopicFilter filter : match) {
            if (!filter.captures().contains(capture)) {
                Set<String> known = new TreeSet<>(filter.captures());
                String hint = known.isEmpty() ? "; it has no captures" : Suggestion.sentence(capture, known);
                problems.add(
                        setting.key(),
                        setting.value(),
                        "{" + capture + "} is not captured by the filter '" + filter + "' of "
                                + settings.key(StrategyKeys.MATCH) + hint);
            }
        }
    }

    private List<String> keyFields(List<MappedColumn> columns) {
        Optional<Setting> setting = settings.find(StrategyKeys.PK_FIELDS);
        if (setting.isEmpty()) {
            return List.of();
        }
        Set<String> mapped = columns.stream().map(MappedColumn::name).collect(Collectors.toSet());
        List<String> fields = StrategyKeys.entries(setting.get().value());
        for (String field : fields) {
            if (!mapped.isEmpty() && mapped.stream().noneMatch(field::equalsIgnoreCase)) {
                problems.add(
                        setting.get().key(),
                        setting.get().value(),
                        "'" + field + "' is not a mapped column" + Suggestion.sentence(field, mapped) + " (strategy '"
                                + name + "')");
            }
        }
        return fields;
    }

    private InsertMode insertMode() {
        Setting setting = settings.find(StrategyKeys.INSERT_MODE)
                .orElse(new Setting(settings.key(StrategyKeys.INSERT_MODE), "insert"));
        String mode = setting.value().strip().toLowerCase(Locale.ROOT);
        if (LATER_MODES.contains(mode)) {
            problems.add(setting.key(), setting.value(), "is not available in this version; write insert or upsert");
            return InsertMode.INSERT;
        }
        return choice(setting, InsertMode.values()).orElse(InsertMode.INSERT);
    }

    private MissingPolicy missing() {
        Setting setting =
                settings.find(StrategyKeys.MISSING).orElse(new Setting(settings.key(StrategyKeys.MISSING), "keep"));
        return choice(setting, MissingPolicy.values()).orElse(MissingPolicy.KEEP);
    }

    private <E extends Enum<E>> Optional<E> choice(Setting setting, E[] choices) {
        return Choices.read(setting, choices, problems);
    }

    private <T> Optional<T> parse(Setting setting, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(setting.value()));
        } catch (InvalidExpression e) {
            problems.add(setting.key(), setting.value(), e.getMessage());
            return Optional.empty();
        }
    }
}
