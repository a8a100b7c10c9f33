// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mqttmysql.stack.command.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartCommandTest {
    private static final Path USAGE = Path.of("..", "build-tools", "usage", "quickstart.txt");
    private static final String WRITE = "mvn -pl quickstart-app -am test -Dtest=QuickstartCommandTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dusage.write=true";

    /** The launcher prints the file and refuses what is not in it, without a build. */
    @Test
    void theLaunchersUsageIsTheProgramsOwn() throws IOException {
        String usage = CommandLines.usage(new QuickstartCommand());
        if (Boolean.getBoolean("usage.write")) {
            Files.writeString(USAGE, usage);
        }

        assertThat(Files.readString(USAGE))
                .as("%s differs from the program's usage; to write it: %s", USAGE, WRITE)
                .isEqualTo(usage);
    }

    @Test
    void nothingSaidIsFiftyMessagesASecond() {
        QuickstartCommand command = read();

        assertThat(command.house.rate).isEqualTo(50);
        assertThat(command.house.duration).isEmpty();
    }

    @Test
    void everyOptionIsTaken() {
        QuickstartCommand command =
                read("--for", "2m", "--rate", "200", "--keep", "--filter", "a/#", "--filter", "b/#");

        assertThat(command.house.duration).hasValue(Duration.ofMinutes(2));
        assertThat(command.house.rate).isEqualTo(200);
        assertThat(command.has("--keep")).isTrue();
        assertThat(command.has("--no-faults")).isFalse();
        assertThat(command.broker.filters).containsExactly("a/#", "b/#");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // nothing follows
                "--for | --for needs a value: --for 60s, how long the house publishes (s, m or h), 60s;",
                // an option follows
                "--mqtt --simulate | --mqtt needs a value: --mqtt URI, tcp://host:1883 or ssl://host:8883.",
                "--fro 60s | Unknown option '--fro': ./quickstart --help lists the options.",
                "--confg a | Unknown option '--confg': did you mean --config? ./quickstart --help lists the options.",
                "kitchen | 'kitchen' is not an option: ./quickstart --help lists the options."
            })
    void whatCannotBeTakenApartIsOneSentence(String arguments, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(arguments.split(" ")))
                .withMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "--for, 60, is not a duration: write a whole number", // no unit
        "--for, 0s, is not a duration: write a whole number",
        "--rate, 0, is not a whole number of messages a second from 1 to 2000.",
        "--rate, 2001, is not a whole number of messages a second from 1 to 2000.",
        "--rate, many, is not a whole number of messages a second from 1 to 2000."
    })
    void aBadValueIsOneSentence(String option, String value, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(option, value))
                .withMessageStartingWith("Invalid value for option '" + option + "': " + value + " ")
                .withMessageContaining(sentence);
    }

    private static QuickstartCommand read(String... words) {
        return CommandLines.read(new QuickstartCommand(), List.of(words));
    }
}
