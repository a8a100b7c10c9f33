// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.OtherSinkKey.Fate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resource with the keys of other sinks. */
class OtherSinkKeyTableTest {
    @Test
    void readsALineAKeyAndLeavesCommentsOut() {
        List<String> lines = List.of(
                "# a comment", "", "a.b | Aiven | refused | (empty), utc | write c", "d.* | Aiven | ignored | |");

        assertThat(OtherSinkKeyTable.parse(lines))
                .containsExactly(
                        new OtherSinkKey("a.b", "Aiven", Fate.REFUSED, Set.of("", "utc"), "write c"),
                        new OtherSinkKey("d.*", "Aiven", Fate.IGNORED, Set.of(), ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # a column too few, and one too many
            a | Aiven | same | ; other-sink-keys.txt, line 2: there are 4 columns instead of 5
            a | Aiven | same | | x | y ; other-sink-keys.txt, line 2: there are 6 columns instead of 5
            | Aiven | same | | x ; other-sink-keys.txt, line 2: the key or its owner is missing
            a | | same | | x ; other-sink-keys.txt, line 2: the key or its owner is missing
            # a word that is not one of the four
            a | Aiven | sane | | x ; other-sink-keys.txt, line 2: No enum constant
            a | Aiven | same | utc | x ; other-sink-keys.txt, line 2: only a refused key has harmless values
            first | Aiven | same | | x ; other-sink-keys.txt, line 2: 'first' is listed twice
            """)
    void aBadLineIsNamedByItsNumber(String line, String problem) {
        assertThatThrownBy(() -> OtherSinkKeyTable.parse(List.of("first | Aiven | same | |", line)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(problem);
    }
}
