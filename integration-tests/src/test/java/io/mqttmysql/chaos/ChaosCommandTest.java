// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.history.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosOptionsTest {
    @Test
    void hasDefaults() {
        assertThat(ChaosOptions.parse(List.of(), 42))
                .isEqualTo(new ChaosOptions(Duration.ofMinutes(10), 42, List.of(), Promise.EXACTLY_ONCE, 200));
    }

    @Test
    void takesWhatThePersonAsksFor() {
        List<String> arguments = List.of(
                "--for",
                "90s",
                "--seed",
                "7",
                "--faults",
                "mysql, kafka-kill",
                "--guarantee",
                "at_least_once",
                "--rate",
                "500");

        assertThat(ChaosOptions.parse(arguments, 42))
                .isEqualTo(new ChaosOptions(
                        Duration.ofSeconds(90), 7, List.of("mysql", "kafka-kill"), Promise.AT_LEAST_ONCE, 500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--for|--for needs a value",
                "--for 10|--for 10 is not a duration",
                "--for 0s|--for 0s is not a duration",
                "--seed x|--seed x is not a whole number from 1",
                "--rate 0|--rate 0 is not a whole number from 1 to 2000",
                "--rate 2001|--rate 2001 is not a whole number from 1 to 2000",
                "--guarantee twice|--guarantee twice is none of delivery.guarantee: at_least_once, exactly_once",
                "--fore 10m|Unknown option '--fore'. Options are --for 10m",
                "--for 9h --rate 2000|are more than the 2000000 that the history can hold",
            })
    void refusesTheRestInOneSentence(String line, String sentence) {
        assertThatThrownBy(() -> ChaosOptions.parse(List.of(line.split(" ")), 42))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
