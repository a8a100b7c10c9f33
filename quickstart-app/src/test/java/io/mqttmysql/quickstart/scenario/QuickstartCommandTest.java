// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void nothingSaidIsFiftyMessagesASecond() {
        CommandLine line = CommandLine.parse(List.of());

        assertThat(line.rate()).isEqualTo(50);
        assertThat(line.duration()).isEmpty();
    }

    @Test
    void everyOptionIsTaken() {
        CommandLine line = CommandLine.parse(
                List.of("--for", "2m", "--rate", "200", "--keep", "--filter", "a/#", "--filter", "b/#"));

        assertThat(line.duration()).hasValue(Duration.ofMinutes(2));
        assertThat(line.rate()).isEqualTo(200);
        assertThat(line.has("--keep")).isTrue();
        assertThat(line.has("--no-faults")).isFalse();
        assertThat(line.all("--filter")).containsExactly("a/#", "b/#");
    }

    @ParameterizedTest
    @CsvSource({
        "--for, --for needs a value", // nothing follows
        "--mqtt --simulate, --mqtt needs a value", // an option follows
        "--fro 60s, Unknown option '--fro'"
    })
    void whatCannotBeTakenApartIsOneSentence(String arguments, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(List.of(arguments.split(" "))))
                .withMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "--for, 60, is not a duration", // no unit
        "--for, 0s, is not a duration",
        "--rate, 0, is not a number of messages",
        "--rate, 2001, is not a number of messages",
        "--rate, many, is not a number of messages"
    })
    void aBadValueIsOneSentence(String option, String value, String sentence) {
        CommandLine line = CommandLine.parse(List.of(option, value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    line.duration();
                    line.rate();
                })
                .withMessageStartingWith(option + " " + value)
                .withMessageContaining(sentence);
    }
}
