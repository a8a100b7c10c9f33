// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.expression.Condition;
import io.mqttmysql.sink.expression.ConditionTerm;
import io.mqttmysql.sink.expression.ElementsPath;
import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.UpdateMissing;
import io.mqttmysql.sink.strategy.DeletePolicy;
import io.mqttmysql.sink.strategy.FieldSelection;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.MissingPolicy;
import io.mqttmysql.sink.strategy.TableChange;
import io.mqttmysql.sink.strategy.TableNaming;
import io.mqttmysql.sink.strategy.TableTemplate;
import io.mqttmysql.sink.strategy.TopicTables;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.strategy.WriteSpec.Content;
import io.mqttmysql.sink.strategy.WriteSpec.Key;
import io.mqttmysql.sink.strategy.WriteSpec.Rules;
import io.mqttmysql.sink.strategy.WriteSpec.Target;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads how one strategy writes. */
final class WriteReader {
    private final String name;
    private final StrategySettings settings;
    private final Settings values;
    private final CaptureCheck captures;
    private final ConfigProblems problems;

    WriteReader(String name, StrategySettings settings, CaptureCheck captures, ConfigProblems problems) {
        this.name = name;
        this.settings = settings;
        this.values = new Settings(settings, problems);
        this.captures = captures;
        this.problems = problems;
    }

    /** Empty when the table cannot be read. */
    Optional<WriteSpec> write(Condition when) {
        Optional<TableNaming> table = table();
        Optional<ElementsPath> rows = rows(when);
        List<MappedColumn> all = columns(rows);
        List<MappedColumn> columns =
                all.stream().filter(column -> pivot(column.name()).isEmpty()).toList();
        List<MappedColumn> pivots = pivots(all);
        Optional<FieldSelection> fields = new FieldsReader(settings, problems).fields();
        InsertMode mode = mode();
        UpdateMissing updateMissing = values.choice(StrategyKeys.UPDATE_MISSING, UpdateMissing.values());
        requireMode(StrategyKeys.UPDATE_MISSING, mode, InsertMode.UPDATE);
        requireMode(StrategyKeys.NEWER_BY, mode, InsertMode.UPSERT);
        MissingPolicy missing = values.choice(StrategyKeys.MISSING, MissingPolicy.values());
        KeyReader key = new KeyReader(settings, mode, all.isEmpty(), problems);
        Optional<KeyMode> keyMode = key.mode();
        List<String> keyFields = mappedNames(StrategyKeys.PK_FIELDS, key.fields(keyMode), columns, fields);
        Set<TableChange> changes = changes();
        if (changes.contains(TableChange.CREATE)) {
            new MadeTable(settings, problems).check(columns, keyFields);
        }
        Optional<String> newerBy = mode == InsertMode.UPSERT
                ? mappedNames(StrategyKeys.NEWER_BY, values.list(StrategyKeys.NEWER_BY), columns, fields).stream()
                        .findFirst()
                : Optional.empty();
        DeletePolicy deletes =
                values.isSet(StrategyKeys.DELETE_ENABLED) ? DeletePolicy.DELETE_ON_NULL : DeletePolicy.KEEP;
        requireOneColumnOfRow(deletes, pivots);
        Optional<ChangeRule> changedOnly = new ChangeReader(settings, problems)
                .changes(mode, keyMode, keyFields, fields.isEmpty() && pivots.isEmpty() ? columns : List.of());
        List<MappedColumn> filled = keyMode.map(m -> m.columns(keyFields)).orElse(columns);
        boolean isKeyedByRecord = keyFields.isEmpty()
                && keyMode.filter(KeyMode.RECORD_KEY::equals).isPresent();
        Optional<FieldSelection> selected = all.isEmpty() ? fields.map(f -> f.with(keyFields)) : fields;
        return table.map(naming -> new WriteSpec(
                new Target(naming, changes),
                new Key(keyMode, isKeyedByRecord, keyFields),
                new Content(filled, pivots, false, selected, rows, missing),
                new Rules(mode, updateMissing, newerBy, deletes, changedOnly)));
    }

    private static List<MappedColumn> pivots(List<MappedColumn> all) {
        return all.stream()
                .flatMap(column ->
                        pivot(column.name()).stream().map(name -> new MappedColumn(name, column.expression())))
                .toList();
    }

    private void requireOneColumnOfRow(DeletePolicy deletes, List<MappedColumn> pivots) {
        if (deletes == DeletePolicy.DELETE_ON_NULL && !pivots.isEmpty()) {
            Setting setting = settings.find(StrategyKeys.DELETE_ENABLED).orElseThrow();
            problems.add(
                    setting.key(),
                    setting.value(),
                    "a message without payload would delete the row of all topics, and {"
                            + pivots.get(0).name()
                            + "} names one column; remove it, or let a strategy of its own delete rows");
        }
    }

    /** {@code multi} of the Aiven sink is its insert in statements of several rows, which ours always are. */
    private InsertMode mode() {
        return settings.find(StrategyKeys.INSERT_MODE)
                .filter(setting -> setting.value().strip().equalsIgnoreCase("multi"))
                .map(setting -> InsertMode.INSERT)
                .orElseGet(() -> values.choice(StrategyKeys.INSERT_MODE, InsertMode.values()));
    }

    private Set<TableChange> changes() {
        Set<TableChange> changes = EnumSet.noneOf(TableChange.class);
        if (values.isSet(StrategyKeys.AUTO_CREATE)) {
            changes.add(TableChange.CREATE);
        }
        if (values.isSet(StrategyKeys.AUTO_EVOLVE)) {
            changes.add(TableChange.EVOLVE);
        }
        return changes;
    }

    private Optional<TableNaming> table() {
        settings.refuseTwins(StrategyKeys.TABLE, StrategyKeys.TABLE_NAME_FORMAT, problems);
        Optional<Setting> byTopic = settings.findFilled(StrategyKeys.TOPICS_TO_TABLES);
        if (byTopic.isPresent()) {
            return values.parse(byTopic.get(), text -> TopicTables.parse(text, ListEntries.of(text)));
        }
        Setting setting = settings.find(StrategyKeys.TABLE, StrategyKeys.TABLE_NAME_FORMAT)
                .orElse(new Setting(settings.key(StrategyKeys.TABLE), "${topic}"));
        Optional<TableTemplate> table = values.parse(setting, text -> TableTemplate.parse(text.strip()));
        table.ifPresent(template -> template.captures().forEach(capture -> captures.require(setting, capture)));
        boolean isNormalized = values.isSet(StrategyKeys.TABLE_NAME_NORMALIZE);
        return table.map(template -> isNormalized ? template.normalized() : template);
    }

    private List<MappedColumn> columns(Optional<ElementsPath> rows) {
        List<MappedColumn> columns = new ArrayList<>();
        settings.columns(problems).forEach((column, setting) -> {
            requireColumnName(column, setting);
            values.parse(setting, ColumnExpression::parse).ifPresent(expression -> {
                captures.require(setting, expression.source());
                requireRows(setting, expression.source(), rows);
                columns.add(new MappedColumn(column, expression));
            });
        });
        return columns;
    }

    /** The capture that names the column, where one does. */
    private static Optional<String> pivot(String column) {
        boolean isPivot = column.length() > 2 && column.startsWith("{") && column.indexOf('}') == column.length() - 1;
        return isPivot ? Optional.of(column.substring(1, column.length() - 1)) : Optional.empty();
    }

    private void requireColumnName(String column, Setting setting) {
        Optional<String> capture = pivot(column);
        if (capture.isPresent()) {
            captures.require(setting, capture.get());
        } else if (column.contains("{") && column.contains("}")) {
            problems.add(
                    setting.key(),
                    "a capture that names a column stands alone: write column.{name}; text around it is not understood");
        } else if (column.isBlank() || column.codePointCount(0, column.length()) > TableId.MAX_NAME_LENGTH) {
            problems.add(setting.key(), "after 'column.' comes a column's name of 1 to 64 characters");
        } else if (!TableId.isQuotable(column)) {
            problems.add(setting.key(), "MySQL's driver does not take a backslash in the name of a column");
        }
    }

    private void requireRows(Setting setting, Source source, Optional<ElementsPath> rows) {
        if (source.isOfElement() && settings.findFilled(StrategyKeys.ROWS).isEmpty()) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "@ is an element of rows, and " + settings.key(StrategyKeys.ROWS)
                            + " is not set; set it, for example to $.readings[*], or write $ for the payload");
        } else if (source.isOfOuterElement()
                && rows.filter(path -> path.inner().isEmpty()).isPresent()) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "@^ is the element around @, and " + settings.key(StrategyKeys.ROWS)
                            + " has one wildcard; write two,"
                            + " for example $.messages[*].readings[*], or write @ without ^");
        }
    }

    private Optional<ElementsPath> rows(Condition when) {
        Optional<ElementsPath> rows =
                settings.findFilled(StrategyKeys.ROWS).flatMap(setting -> values.parse(setting, ElementsPath::parse));
        settings.findFilled(StrategyKeys.WHEN)
                .ifPresent(setting -> when.terms().stream()
                        .map(ConditionTerm::source)
                        .forEach(source -> requireRows(setting, source, rows)));
        return rows;
    }

    /** An option of a strategy that its insert.mode never looks at; one of the top level may be meant for others. */
    private void requireMode(String option, InsertMode mode, InsertMode wanted) {
        settings.findFilled(option)
                .filter(setting -> mode != wanted && setting.key().equals(settings.key(option)))
                .ifPresent(setting -> problems.add(
                        setting.key(),
                        setting.value(),
                        "it has no effect unless insert.mode is " + Choices.word(wanted) + "; set that, or remove it"));
    }

    private List<String> mappedNames(
            String option, List<String> names, List<MappedColumn> columns, Optional<FieldSelection> fields) {
        Set<String> mapped = columns.stream().map(MappedColumn::name).collect(Collectors.toSet());
        for (String column : names) {
            if (fields.isEmpty() && !mapped.isEmpty() && !ColumnName.isAmong(mapped, column)) {
                Setting setting = settings.find(option).orElseThrow();
                problems.add(
                        setting.key(),
                        setting.value(),
                        "'" + column + "' is not a mapped column" + Suggestion.sentence(column, mapped) + " (strategy '"
                                + name + "')");
            }
        }
        return names;
    }
}
