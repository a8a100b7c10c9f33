// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.topic.TopicFilter;
import io.mqttmysql.source.config.EmptyPayload;
import io.mqttmysql.source.config.MappingOptions;
import io.mqttmysql.source.config.RecordKey;
import io.mqttmysql.source.config.Route;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {
    private static final List<Route> ROUTES = List.of(
            route("kitchen", "kitchen", "Home/kitchen/#"),
            route("climate", "climate", "Home/{room}/temperature", "Garden/{room}/{rest#}"),
            route("rooms", "rooms", "Home/{room}"),
            route("system", "broker", "$SYS/#"),
            route("all", "all", "Home/{rest#}"));

    @ParameterizedTest
    @CsvSource({
        "Home/kitchen/temperature, kitchen", // the first match wins
        "Home/kitchen, kitchen", // # also matches the parent level
        "Home/attic/temperature, climate",
        "Garden/pond, climate", // the second filter of a route
        "Home/attic, rooms",
        "Home/attic/x/y, all",
        "$SYS/broker/uptime, broker",
        "Office/door, readings", // no route: kafka.topic
    })
    void goesWhereTheFirstRouteSays(String topic, String kafkaTopic) {
        assertThat(destinations("mqtt.topic").of(topic).kafkaTopic()).isEqualTo(kafkaTopic);
        assertThat(destinations("mqtt.topic").of(topic).key()).isEqualTo(topic);
        assertThat(destinations("mqtt.topic").of(topic).topicHeader().value()).isEqualTo(topic);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            mqtt.topic,       a/b/c,                   a/b/c
            none,             a/b/c,
            mqtt.topic[0],    a/b/c,                   a
            mqtt.topic[2],    a/b/c,                   c
            mqtt.topic[-1],   a/b/c,                   c
            mqtt.topic[-3],   a/b/c,                   a
            mqtt.topic[3],    a/b/c,                   a/b/c
            mqtt.topic[-4],   a/b/c,                   a/b/c
            mqtt.topic[1],    a//c,                    a//c
            mqtt.topic[0],    /b,                      /b
            {room},           Home/attic/temperature,  attic
            {room},           Garden/pond/fish,        pond
            {rest},           Garden/pond/fish/big,    fish/big
            {rest},           Garden/pond,             Garden/pond
            {room},           Home/kitchen/x,          Home/kitchen/x
            {room},           Office/door,             Office/door
            """)
    void takesTheKeyFromTheTopicAndTheWholeTopicWhereAPartIsMissing(String recordKey, String topic, String key) {
        assertThat(destinations(recordKey).of(topic).key()).isEqualTo(key);
    }

    @Test
    void remembersTheAnswerForATopic() {
        Destinations destinations = destinations("mqtt.topic");

        Destination first = destinations.of("Home/attic");
        assertThat(destinations.of("Home/attic")).isSameAs(first);

        fill(destinations, 10_000, "Home/");
        assertThat(destinations.of("Home/attic"))
                .isNotSameAs(first)
                .extracting("kafkaTopic")
                .isEqualTo("rooms");
    }

    @Test
    void forgetsLongTopicsSooner() {
        Destinations destinations = destinations("mqtt.topic");
        Destination first = destinations.of("Home/attic");

        fill(destinations, 62, "x".repeat(60_000));
        assertThat(destinations.of("Home/attic")).isSameAs(first);
        fill(destinations, 70, "y".repeat(60_000));
        assertThat(destinations.of("Home/attic")).isNotSameAs(first);
    }

    private static void fill(Destinations destinations, int topics, String prefix) {
        for (int i = 0; i < topics; i++) {
            destinations.of(prefix + i);
        }
    }

    private static Destinations destinations(String recordKey) {
        return new Destinations(
                new MappingOptions(
                        "readings", ROUTES, RecordKey.parse(recordKey), EmptyPayload.DELIVER, false, List.of()),
                "house-0",
                topic -> false);
    }

    private static Route route(String name, String kafkaTopic, String... filters) {
        return new Route(name, Arrays.stream(filters).map(TopicFilter::parse).toList(), kafkaTopic);
    }
}
