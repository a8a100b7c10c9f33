// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNameTest {
    @ParameterizedTest
    @CsvSource({
        "Temp, tEMP, true",
        "Ä, ä, true",
        "İ, i, true",
        "\u212a, k, true",
        "\u212b, å, true",
        "Σ, σ, true",
        "ſ, s, false",
        "ς, σ, false",
        "ı, i, false",
        "ä, a, false",
        "ß, s, false",
        "ß, ẞ, false",
        "Ⴀ, ⴀ, false",
        "t, t2, false"
    })
    void comparesAsTheServersDo(String name, String other, boolean areSame) {
        assertThat(ColumnName.areSame(name, other)).isEqualTo(areSame);
        assertThat(ColumnName.areSame(other, name)).isEqualTo(areSame);
        assertThat(ColumnName.isAmong(List.of("x", other), name)).isEqualTo(areSame);
        assertThat(ColumnName.ORDER.compare(name, other) == 0).isEqualTo(areSame);
    }

    @Test
    void findsANameAsItIsWritten() {
        assertThat(ColumnName.find(List.of("x", "Temp"), "TEMP")).contains("Temp");
        assertThat(ColumnName.find(List.of("x", "Temp"), "hum")).isEmpty();
    }
}
