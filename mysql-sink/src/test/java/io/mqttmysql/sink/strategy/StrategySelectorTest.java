// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.topic.TopicFilter;
import io.mqttmysql.sink.expression.Condition;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.payload.PayloadForm;
import io.mqttmysql.sink.strategy.Selection.Match;
import io.mqttmysql.sink.strategy.Selection.Taken;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.value.JsonReader;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class StrategySelectorTest {
    private static TableStrategy strategy(String name, AfterMatch afterMatch, String match, String... topics) {
        List<TopicFilter> filters = match.isEmpty() ? List.of() : List.of(TopicFilter.parse(match));
        return new TableStrategy(
                name,
                new StrategyCriteria(filters, Set.of(topics), Optional.empty(), Condition.NONE),
                afterMatch,
                PayloadForm.PLAIN,
                Optional.empty());
    }

    private static RecordView view(SinkRecord record, String matchedTopic) {
        return RecordView.of(record, matchedTopic, new JsonReader(64, 1_000), ZoneOffset.UTC);
    }

    private static List<Match> matches(StrategySelector selector, RecordView view) {
        return selector.select(view) instanceof Taken taken ? taken.matches() : List.of();
    }

    private static List<String> names(StrategySelector selector, SinkRecord record) {
        return matches(selector, view(record, TopicToMatch.of(record))).stream()
                .map(match -> match.strategy().name())
                .toList();
    }

    @Test
    void takesTheFirstThatMatches() {
        StrategySelector selector = new StrategySelector(List.of(
                strategy("rooms", AfterMatch.STOP, "Home/{room}/t"), strategy("all", AfterMatch.STOP, "Home/#")));

        assertThat(names(selector, Records.mqtt("Home/kitchen/t", "1"))).containsExactly("rooms");
        assertThat(names(selector, Records.mqtt("Home/kitchen/h", "1"))).containsExactly("all");
        assertThat(names(selector, Records.mqtt("Garden", "1"))).isEmpty();
    }

    @Test
    void goesOnWhereAStrategySaysContinue() {
        StrategySelector selector = new StrategySelector(List.of(
                strategy("a", AfterMatch.CONTINUE, "#"),
                strategy("b", AfterMatch.CONTINUE, "x"),
                strategy("c", AfterMatch.STOP, "#"),
                strategy("d", AfterMatch.STOP, "#")));

        assertThat(names(selector, Records.mqtt("Home", "1"))).containsExactly("a", "c");
    }

    @Test
    void givesTheCapturesOfTheFilterThatMatched() {
        StrategySelector selector = new StrategySelector(List.of(new TableStrategy(
                "a",
                new StrategyCriteria(
                        List.of(TopicFilter.parse("a/{x}"), TopicFilter.parse("b/{y}/{x}")),
                        Set.of(),
                        Optional.empty(),
                        Condition.NONE),
                AfterMatch.STOP,
                PayloadForm.PLAIN,
                Optional.empty())));
        SinkRecord record = Records.mqtt("b/1/2", "1");

        assertThat(matches(selector, view(record, "b/1/2")))
                .singleElement()
                .satisfies(match -> assertThat(match.view().captures()).isEqualTo(Map.of("x", "2", "y", "1")));
    }

    @Test
    void comparesTopicsWithTheOriginalKafkaTopicAlsoForARememberedString() {
        StrategySelector selector = new StrategySelector(List.of(
                strategy("home", AfterMatch.STOP, "Home/#", "home"),
                strategy("garden", AfterMatch.STOP, "Home/#", "garden")));

        assertThat(names(selector, Records.keyed("garden", "Home/t", null, "1")))
                .containsExactly("garden");
        assertThat(names(selector, Records.keyed("home", "Home/t", null, "1"))).containsExactly("home");
        assertThat(names(selector, Records.keyed("attic", "Home/t", null, "1"))).isEmpty();
        SinkRecord renamed =
                Records.keyed("home", "Home/t", null, "1").newRecord("garden", 0, null, "Home/t", null, "1", 0L);
        assertThat(names(selector, renamed)).containsExactly("home");
    }

    @Test
    void comparesTheWholeKafkaTopicWithTheRegularExpression() {
        StrategyCriteria criteria =
                new StrategyCriteria(List.of(), Set.of(), Optional.of(Pattern.compile("home.*")), Condition.NONE);
        StrategySelector selector = new StrategySelector(
                List.of(new TableStrategy("a", criteria, AfterMatch.STOP, PayloadForm.PLAIN, Optional.empty())));

        assertThat(names(selector, Records.value("home-1", null, "1"))).containsExactly("a");
        assertThat(names(selector, Records.value("my-home", null, "1"))).isEmpty();
    }

    @Test
    void saysWhyAStrategyDoesNotTakeARecord() {
        StrategyCriteria criteria = new StrategyCriteria(
                List.of(TopicFilter.parse("Home/#")), Set.of("home"), Optional.empty(), Condition.parse("$.a = 1"));
        TableStrategy strategy = new TableStrategy("a", criteria, AfterMatch.STOP, PayloadForm.PLAIN, Optional.empty());

        assertThat(objection(strategy, Records.mqtt("Garden/t", "{}"))).contains("match does not take 'Garden/t'");
        assertThat(objection(strategy, Records.keyed("other", "Home/t", null, "{}")))
                .contains("it does not take Kafka topic 'other'");
        assertThat(objection(strategy, Records.mqtt("Home/t", "{\"a\":2}"))).contains("when: '$.a = 1' does not hold");
        assertThat(objection(strategy, Records.mqtt("Home/t", "{\"a\":1}"))).isEmpty();
    }

    private static Optional<String> objection(TableStrategy strategy, SinkRecord record) {
        return StrategySelector.objection(strategy, view(record, TopicToMatch.of(record)));
    }

    @Test
    void triesTheHeaderThenATextKeyThenTheKafkaTopic() {
        SinkRecord withHeader = Records.keyed("kafka", "key", null, "1");
        withHeader.headers().addString("mqtt.topic", "header");
        SinkRecord numberInHeader = Records.keyed("kafka", "key", null, "1");
        numberInHeader.headers().addLong("mqtt.topic", 7);

        assertThat(TopicToMatch.of(withHeader)).isEqualTo("header");
        assertThat(TopicToMatch.of(numberInHeader)).isEqualTo("7");
        assertThat(TopicToMatch.of(Records.keyed("kafka", "key", null, "1"))).isEqualTo("key");
        assertThat(TopicToMatch.of(Records.keyed("kafka", 5L, null, "1"))).isEqualTo("kafka");
    }

    /** What is remembered is the same instance again. */
    private static Map<String, String> captures(StrategySelector selector, String topic) {
        return matches(selector, view(Records.mqtt("x/1", "1"), topic))
                .get(0)
                .view()
                .captures();
    }

    @Test
    void remembersBoundedlyAndStaysRightBeyond() {
        StrategySelector selector = new StrategySelector(List.of(strategy("a", AfterMatch.STOP, "x/{n}")));
        Map<String, String> first = captures(selector, "x/0");
        assertThat(captures(selector, "x/0")).isSameAs(first);

        for (int i = 1; i <= 10_000; i++) {
            assertThat(captures(selector, "x/" + i)).containsEntry("n", String.valueOf(i));
        }

        assertThat(captures(selector, "x/0")).isEqualTo(first).isNotSameAs(first);
        assertThat(captures(selector, "x/10000")).isSameAs(captures(selector, "x/10000"));
    }

    @Test
    void doesNotRememberALongTopic() {
        StrategySelector selector = new StrategySelector(List.of(strategy("a", AfterMatch.STOP, "x/{n}")));
        String topic = "x/" + "y".repeat(5_000);

        assertThat(captures(selector, topic)).isEqualTo(Map.of("n", "y".repeat(5_000)));
        assertThat(captures(selector, topic)).isNotSameAs(captures(selector, topic));
    }
}
