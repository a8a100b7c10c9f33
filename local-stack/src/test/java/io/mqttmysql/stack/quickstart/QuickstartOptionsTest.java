// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartOptionsTest {
    @Test
    void aPlainCallPublishesFiftyMessagesASecondForAMinute() {
        assertThat(QuickstartOptions.parse(List.of()))
                .isEqualTo(new QuickstartOptions(Duration.ofSeconds(60), 50, QuickstartOptions.Afterwards.STOP));
    }

    @Test
    void everyOptionIsTaken() {
        assertThat(QuickstartOptions.parse(List.of("--for", "2m", "--rate", "200", "--keep")))
                .isEqualTo(new QuickstartOptions(Duration.ofMinutes(2), 200, QuickstartOptions.Afterwards.KEEP));
    }

    @ParameterizedTest
    @CsvSource({
        "--for, --for needs a value", // nothing follows
        "--for 60, is not a duration", // no unit
        "--for 0s, is not a duration",
        "--rate 0, is not a number of messages",
        "--rate 2001, is not a number of messages",
        "--rate many, is not a number of messages",
        "--for 24h --rate 100, are more than the 250000 that the proof can hold",
        "--fro 60s, Unknown option '--fro'"
    })
    void badInputIsOneSentence(String arguments, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuickstartOptions.parse(List.of(arguments.split(" "))))
                .withMessageContaining(sentence);
    }
}
