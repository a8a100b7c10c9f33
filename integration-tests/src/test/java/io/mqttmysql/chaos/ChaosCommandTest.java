// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.MqttBroker;
import io.mqttmysql.stack.command.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosCommandTest {
    private static final Path USAGE = Path.of("..", "build-tools", "usage", "chaos.txt");
    private static final String WRITE = "mvn -pl integration-tests -am test -Dtest=ChaosCommandTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dusage.write=true";

    /** The launcher prints the file and refuses what is not in it, without a build. */
    @Test
    void theLaunchersUsageIsTheProgramsOwn() throws IOException {
        String usage = CommandLines.usage(new ChaosCommand());
        if (Boolean.getBoolean("usage.write")) {
            Files.writeString(USAGE, usage);
        }

        assertThat(Files.readString(USAGE))
                .as("%s differs from the program's usage; to write it: %s", USAGE, WRITE)
                .isEqualTo(usage);
    }

    @Test
    void hasDefaults() {
        assertThat(read())
                .isEqualTo(new ChaosOptions(
                        Duration.ofMinutes(10),
                        42,
                        List.of(),
                        Promise.EXACTLY_ONCE,
                        200,
                        new ChaosOptions.Mqtt(MqttBroker.Kind.HIVEMQ, "5")));
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
                "500",
                "--broker",
                "mosquitto",
                "--protocol",
                "3.1.1");

        assertThat(read(arguments.toArray(String[]::new)))
                .isEqualTo(new ChaosOptions(
                        Duration.ofSeconds(90),
                        7,
                        List.of("mysql", "kafka-kill"),
                        Promise.AT_LEAST_ONCE,
                        500,
                        new ChaosOptions.Mqtt(MqttBroker.Kind.MOSQUITTO, "3.1.1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--for|--for needs a value: --for 10m, how long faults happen",
                "--for 10|Invalid value for option '--for': 10 is not a duration: write a whole number",
                "--for 0s|Invalid value for option '--for': 0s is not a duration: write a whole number",
                "--seed x|Invalid value for option '--seed': x is not a whole number from 1",
                "--rate 0|Invalid value for option '--rate': 0 is not a whole number of readings a second from 1 to 2000",
                "--rate 2001|Invalid value for option '--rate': 2001 is not a whole number of readings a second from 1 to 2000",
                "--guarantee twice|Invalid value for option '--guarantee': twice is not a delivery.guarantee: write at_least_once or exactly_once.",
                "--broker emqx|Invalid value for option '--broker': emqx is not a broker that can be started here: write hivemq or mosquitto.",
                "--protocol 4|Invalid value for option '--protocol': 4 is not a version of MQTT that the source speaks: write 5 or 3.1.1.",
                "--fore 10m|Unknown option '--fore': did you mean --for? ./chaos --help lists the options.",
                "--for 9h --rate 2000|are more than the 2000000 that the history can hold",
            })
    void refusesTheRestInOneSentence(String line, String sentence) {
        assertThatThrownBy(() -> read(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private static ChaosOptions read(String... words) {
        return CommandLines.read(new ChaosCommand(), List.of(words)).options(42);
    }
}
