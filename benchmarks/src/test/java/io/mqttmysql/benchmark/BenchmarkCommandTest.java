// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.stack.command.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkCommandTest {
    private static final Path JSON = Path.of("/results.json");
    private static final Path USAGE = Path.of("..", "build-tools", "usage", "benchmarks.txt");
    private static final String WRITE = "mvn -pl benchmarks -am test -Dtest=BenchmarkCommandTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dusage.write=true";

    /** The launcher prints the file and refuses what is not in it, without a build. */
    @Test
    void theLaunchersUsageIsTheProgramsOwn() throws IOException {
        String usage = CommandLines.usage(new BenchmarkCommand());
        if (Boolean.getBoolean("usage.write")) {
            Files.writeString(USAGE, usage);
        }

        assertThat(Files.readString(USAGE))
                .as("%s differs from the program's usage; to write it: %s", USAGE, WRITE)
                .isEqualTo(usage);
    }

    @Test
    void withoutArgumentsItIsTheFullRun() {
        Options options = parse();

        assertThat(options).isEqualTo(new Options(3, 200_000, 500_000, Set.of("source", "sink"), JSON));
        assertThat(options.isFull()).isTrue();
    }

    @Test
    void everyOptionIsHeeded() {
        Options options =
                parse("--rounds", "5", "--messages", "1000", "--records", "2000", "--only", "sink", "--json", "/a");

        assertThat(options).isEqualTo(new Options(5, 1000, 2000, Set.of("sink"), Path.of("/a")));
    }

    @Test
    void whatIsSmallerSaysSo() {
        assertThat(parse("--small")).isEqualTo(new Options(1, 5_000, 20_000, Set.of("source", "sink"), JSON));
        assertThat(parse("--rounds", "2", "--small").rounds()).isEqualTo(2);
        assertThat(parse("--small").isFull()).isFalse();
        assertThat(parse("--records", "499999").isFull()).isFalse();
        assertThat(parse("--rounds", "2").isFull()).isFalse();
        assertThat(parse("--rounds", "7").isFull()).isTrue();
        assertThat(parse("--only", "source").isFull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rounds 0         | Invalid value for option '--rounds': 0 is not a whole number of rounds from 1 to 99.
            --messages 2000000 | Invalid value for option '--messages': 2000000 is not a whole number of messages from 1000 to 400000.
            --records many     | Invalid value for option '--records': many is not a whole number of records from 1000 to 10000000.
            --records          | --records needs a value: --records N, JSON records that are in Kafka for a sink; 500000.
            --only sinks       | --only sinks: choose from source, sink, pool.
            --recrods 5000     | Unknown option '--recrods': did you mean --records? ./benchmarks/run --help lists the options.
            """)
    void aSlipIsToldInASentence(String arguments, String sentence) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static Options parse(String... arguments) {
        return CommandLines.read(new BenchmarkCommand(), List.of(arguments)).options(JSON);
    }
}
