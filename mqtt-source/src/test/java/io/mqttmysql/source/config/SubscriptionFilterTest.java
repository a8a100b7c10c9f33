// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"#", "+", "Home/#", "+/x/+", "/", "a//b", "$SYS/#", "Küche/Öfen ☕", "a b"})
    void subscribesToWhatABrokerAccepts(String filter) {
        assertThat(SubscriptionFilter.problem(filter)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Home/{room}", "Home/{rest#}", "a}b"})
    void subscribesToNoCapture(String filter) {
        assertThat(SubscriptionFilter.problem(filter))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("write + for {name} and # for {name#}", "route.<name>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a/#/b", "a+/b", "a/b#", "a/x{y}", "a/${y}", "a/{ö}", "{a}/b/{a}", "$share/g/a", "$share/g"})
    void subscribesToNothingThatIsNotAFilter(String filter) {
        assertThat(SubscriptionFilter.problem(filter)).isPresent();
    }
}
