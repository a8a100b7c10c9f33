// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final Set<String> KNOWN = Set.of("match", "missing", "table", "topics");

    @ParameterizedTest
    @CsvSource({
        "macth, match", // swapped
        "mach, match", // left out
        "MATCH, match", // another case
        "topic, topics",
        "tabel, table",
        "mising, missing",
        "when, none", // far from all
        "m, none", // short words are like everything
    })
    void finds(String word, String closest) {
        assertThat(Suggestion.closest(word, KNOWN).orElse("none")).isEqualTo(closest);
    }
}
