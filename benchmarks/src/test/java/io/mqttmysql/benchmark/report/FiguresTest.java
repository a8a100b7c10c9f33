// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"48321.7, 48 300", "123456, 123 000", "999.6, 1 000", "87.4, 87", "0.4, 0"})
    void aRateHasThreeDigits(double perSecond, String text) {
        assertThat(Figures.rate(perSecond)).isEqualTo(text);
    }

    @Test
    void aMeasurementIsNotEmpty() {
        assertThat(new Measurement(90_000, Duration.ofMillis(1500)).inWords())
                .isEqualTo("60 000 records/s (90 000 in 1.5 s)");
        assertThatThrownBy(() -> new Measurement(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Measurement(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
