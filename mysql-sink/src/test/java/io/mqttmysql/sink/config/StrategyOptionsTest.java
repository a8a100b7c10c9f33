// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static io.mqttmysql.sink.testing.Mapping.problems;
import static io.mqttmysql.sink.testing.Mapping.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.AfterMatch;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.MissingPolicy;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.UnmatchedPolicy;
import io.mqttmysql.sink.strategy.WriteSpec;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyOptionsTest {
    private static StrategyOptions parse(String properties) {
        ConfigProblems problems = new ConfigProblems();
        return StrategyOptions.parse(settings(properties), problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
    }

    private static WriteSpec write(TableStrategy strategy) {
        return strategy.write().orElseThrow();
    }

    @Test
    void takesTheTopLevelAsTheOnlyStrategy() {
        StrategyOptions options = parse("topics=a,b\ncolumn.t=$.t");

        assertThat(options.unmatched()).isEqualTo(UnmatchedPolicy.SKIP);
        assertThat(options.strategies()).singleElement().satisfies(strategy -> {
            assertThat(strategy.name()).isEqualTo("top level");
            assertThat(strategy.criteria().topics()).isEmpty();
            assertThat(strategy.criteria().match()).isEmpty();
            assertThat(strategy.afterMatch()).isEqualTo(AfterMatch.STOP);
            assertThat(write(strategy).target().table().text()).isEqualTo("${topic}");
            assertThat(write(strategy).rules().mode()).isEqualTo(InsertMode.INSERT);
            assertThat(write(strategy).content().missing()).isEqualTo(MissingPolicy.KEEP);
            assertThat(write(strategy).key().fields()).isEmpty();
        });
    }

    @Test
    void keepsTheOrderAndGivesTheTopLevelsOptionsToAll() {
        StrategyOptions options = parse("""
                strategies = b , a
                strategies.unmatched = report
                table = t
                insert.mode = UPSERT
                pk.fields = id, x
                missing = null
                column.id = $.id
                column.x = $.x
                strategy.a.topics = one,two
                strategy.a.match = Home/{room}/#, Haus/{room}
                strategy.a.table.name.format = {room}
                strategy.a.insert.mode = insert
                strategy.a.pk.fields =
                strategy.a.missing = error
                strategy.a.continue = TRUE
                strategy.a.column.X = {room}
                strategy.a.column.id =
                strategy.b.discard = false
                """);

        assertThat(options.unmatched()).isEqualTo(UnmatchedPolicy.REPORT);
        TableStrategy b = options.strategies().get(0);
        TableStrategy a = options.strategies().get(1);
        assertThat(write(b).content().columns()).extracting(MappedColumn::name).containsExactly("id", "x");
        assertThat(write(b).rules().mode()).isEqualTo(InsertMode.UPSERT);
        assertThat(write(b).key().fields()).isEqualTo(List.of("id", "x"));
        assertThat(write(b).content().missing()).isEqualTo(MissingPolicy.NULL);
        assertThat(write(b).target().table().text()).isEqualTo("t");
        assertThat(a.criteria().topics()).containsExactlyInAnyOrder("one", "two");
        assertThat(a.criteria().match()).hasSize(2);
        assertThat(a.afterMatch()).isEqualTo(AfterMatch.CONTINUE);
        assertThat(write(a).target().table().text()).isEqualTo("{room}");
        assertThat(write(a).rules().mode()).isEqualTo(InsertMode.INSERT);
        assertThat(write(a).key().fields()).isEmpty();
        assertThat(write(a).content().missing()).isEqualTo(MissingPolicy.ERROR);
        assertThat(write(a).content().columns()).extracting(MappedColumn::name).containsExactly("X");
    }

    @Test
    void needsNoColumnsToDiscard() {
        assertThat(parse("strategies=a\nstrategy.a.discard=true").strategies())
                .singleElement()
                .satisfies(strategy -> assertThat(strategy.write()).isEmpty());
    }

    @Test
    void findsEveryProblemAtOnceUnderItsKey() {
        ConfigProblems problems = new ConfigProblems();

        assertThat(StrategyOptions.parse(
                        settings("strategies=a,b\nstrategy.a.column.x=$x\nstrategy.b.column.y=$.y-1\nmissing=maybe"),
                        problems))
                .isEmpty();
        assertThat(problems.all())
                .extracting(ConfigProblems.Problem::key)
                .containsExactlyInAnyOrder("strategy.a.column.x", "strategy.b.column.y", "missing");
    }

    @Test
    void saysWhatIsWrongWithNames() {
        assertThat(problems("strategies=a b\ncolumn.t=1"))
                .isEqualTo(
                        "strategies = 'a b': 'a b' is not a name; use letters, digits, '_' and '-', with commas between names");
        assertThat(problems("strategies=a,a\ncolumn.t=1"))
                .isEqualTo("strategies = 'a,a': 'a' is listed twice; remove one");
        assertThat(problems("strategies=climate\ncolumn.t=1\nstrategy.climat.match=#"))
                .isEqualTo("strategy.climat.match: 'climat' is not listed in strategies; did you mean 'climate'?");
        assertThat(problems("column.t=1\nstrategy.climate.match=#"))
                .isEqualTo(
                        "strategy.climate.match: 'climate' is not listed in strategies; there are no strategies yet, "
                                + "write strategies=climate");
    }

    @Test
    void saysWhatIsWrongWithOptions() {
        assertThat(problems("strategies=a\ncolumn.t=1\nstrategy.a.macth=#"))
                .isEqualTo("strategy.a.macth: 'macth' is not an option of a strategy; did you mean 'match'?");
        assertThat(problems("strategies=a\ncolumn.t=1\nstrategy.a.colour=#"))
                .isEqualTo("strategy.a.colour: 'colour' is not an option of a strategy; there are: auto.create, "
                        + "auto.evolve, changed.deadband.<column>, changed.heartbeat.ms, changed.only, column.<column>, continue, delete.enabled, discard, fields.exclude, "
                        + "fields.include, fields.rename, fields.whitelist, flatten, insert.mode, like, match, missing, "
                        + "payload.compression, payload.format, "
                        + "pk.fields, pk.mode, rows, table, table.name.format, table.name.normalize, topics, "
                        + "topics.regex, topics.to.tables.mapping, update.missing, upsert.newer.by, when");
        assertThat(problems("strategies=a\ncolumn.t=1\nmatch=#"))
                .isEqualTo("match = '#': it concerns one strategy; write strategy.a.match");
        assertThat(problems("column.t=1\ninsert.mode=merge"))
                .isEqualTo("insert.mode = 'merge': write one of insert, insert_if_absent, upsert, update");
        assertThat(problems("strategies=a\ncolumn.t=1\nstrategy.a.continue=yes"))
                .isEqualTo("strategy.a.continue = 'yes': write true or false");
        assertThat(problems("strategies=a\ncolumn.t=1\nstrategy.a.topics= "))
                .isEqualTo("strategy.a.topics = '': it is empty; remove it or name one");
        assertThat(problems("table=a\ntable.name.format=b\ncolumn.t=1"))
                .isEqualTo("table.name.format: is another name of table; remove one of the two");
        assertThat(problems("strategies=a,b\ntable=a\ntable.name.format=b\ncolumn.t=1"))
                .isEqualTo("table.name.format: is another name of table; remove one of the two");
        assertThat(problems("column.t=1\nmatch=a/#/b"))
                .isEqualTo("match = 'a/#/b': in 'a/#/b' '#' must be the whole last level; write + for one level");
    }

    @Test
    void saysWhatIsWrongWithColumns() {
        assertThat(problems("column.t=$.DS18B20-1"))
                .isEqualTo(
                        "column.t = '$.DS18B20-1': at \"-1\" (character 10): the name 'DS18B20-1' needs quotes; write "
                                + "$['DS18B20-1']");
        assertThat(problems("column.t=1\ncolumn.T=2"))
                .contains("the same column as column.")
                .endsWith("since MySQL ignores case; remove one");
        assertThat(problems("column." + "x".repeat(65) + "=1"))
                .endsWith(": after 'column.' comes a column's name of 1 to 64 characters");
        assertThat(problems("column.a\\\\b=1"))
                .endsWith(": MySQL's driver does not take a backslash in the name of a column");
        assertThat(problems("column.t=1\npk.fields=tt"))
                .isEqualTo("pk.fields = 'tt': 'tt' is not a mapped column; did you mean 't'? (strategy 'top level')");
    }

    @Test
    void requiresEveryUsedCaptureInEveryFilter() {
        assertThat(problems("match=Home/{room}, Garden/{place}\ncolumn.r={room}"))
                .isEqualTo("column.r = '{room}': {room} is not captured by the filter 'Garden/{place}' of match; "
                        + "there are: place");
        assertThat(problems("match=Home/+\ncolumn.r=1\ntable=t_{room}"))
                .isEqualTo(
                        "table = 't_{room}': {room} is not captured by the filter 'Home/+' of match; it has no captures");
        assertThat(problems("strategies=a\nstrategy.a.match=Home/{romo}\nstrategy.a.column.r={room}"))
                .isEqualTo("strategy.a.column.r = '{room}': {room} is not captured by the filter 'Home/{romo}' of "
                        + "strategy.a.match; did you mean 'romo'?");
        assertThat(problems("match=Home/{room}/#/x\ncolumn.r={room}"))
                .startsWith("match = ")
                .doesNotContain("\n");
        assertThat(problems("column.r={room}"))
                .isEqualTo(
                        "column.r = '{room}': {room} is captured by no filter, as match is not set; set it, for example "
                                + "to Home/{room}/#");
    }

    @Test
    void definesItsFixedKeysAndKnowsTheOthers() {
        ConfigDef def = PayloadOptions.define(StrategyOptions.define(new ConfigDef()));

        assertThat(def.validate(Map.of("db.timezone", "Berlin")))
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.errorMessages())
                        .containsExactly(
                                "Invalid value Berlin for configuration db.timezone: not a time zone; write for "
                                        + "example UTC, +02:00 or Europe/Berlin"));
        assertThat(StrategyOptions.isStrategyKey("strategy.a.match")).isTrue();
        assertThat(StrategyOptions.isStrategyKey("column.t")).isTrue();
        assertThat(StrategyOptions.isStrategyKey("changed.deadband.t")).isTrue();
        assertThat(StrategyOptions.isStrategyKey("changed.only")).isFalse();
        assertThat(StrategyOptions.isStrategyKey("strategies")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "own,  table,    strategy.own.table",
        "like, table,    strategy.own.table", // written by the one it is like
        "like, column.t, strategy.like.column.t",
        "like, column.h, column.h", // at the top level
        "bare, table,    table.name.format", // by its other name
        "bare, pk.fields, strategy.bare.pk.fields" // nowhere: where it belongs
    })
    void knowsUnderWhichKeyAnOptionWasWritten(String strategy, String option, String key) {
        Map<String, String> settings = Map.of(
                "strategies", "own, like, bare",
                "table.name.format", "t",
                "column.h", "$.h",
                "strategy.own.table", "u",
                "strategy.own.column.t", "$.t",
                "strategy.like.like", "own",
                "strategy.like.column.t", "$.x");

        assertThat(StrategyOptions.keyOf(settings, strategy, option)).isEqualTo(key);
        assertThat(StrategyOptions.keyOf(Map.of("table", "t"), TableStrategy.TOP_LEVEL, "table"))
                .isEqualTo("table");
    }
}
