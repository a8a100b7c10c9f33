// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"#", "+", "Home/#", "+/x/+", "/", "a//b", "$SYS/#", "Küche/Öfen ☕", "a b"})
    void acceptsWhatABrokerAccepts(String filter) {
        assertThat(TopicFilter.problem(filter)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a/#/b, # must be the whole last level", // nothing may follow
        "a#, # must be the whole last level", // nothing may stand before
        "a+/b, + must fill its whole level", // a wildcard is a level
        "Home/{room}, contains a capture", // a route's syntax
        "Home/{rest#}, write + for {name} and # for {name#}", // says what to do
        "$share/group/a, shared subscription", // not supported
    })
    void refusesWithTheReason(String filter, String reason) {
        assertThat(TopicFilter.problem(filter))
                .hasValueSatisfying(problem -> assertThat(problem).contains(reason));
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThat(TopicFilter.problem("")).contains("a topic filter is empty");
        assertThat(TopicFilter.problem("a\0b")).isPresent();
        assertThat(TopicFilter.problem("a\uD800b")).isPresent();
        assertThat(TopicFilter.problem("ä".repeat(32_768))).contains("a topic filter is longer than 65535 bytes");
    }
}
