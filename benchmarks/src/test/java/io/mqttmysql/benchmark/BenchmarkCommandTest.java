// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Path JSON = Path.of("/results.json");

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
        assertThat(parse("--small").isFull()).isFalse();
        assertThat(parse("--records", "499999").isFull()).isFalse();
        assertThat(parse("--rounds", "2").isFull()).isFalse();
        assertThat(parse("--rounds", "7").isFull()).isTrue();
        assertThat(parse("--only", "source").isFull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rounds 0         | --rounds 0 is not a whole number between 1 and 99.
            --messages 2000000 | --messages 2000000 is not a whole number between 1000 and 400000.
            --records many     | --records many is not a whole number between 1000 and 10000000.
            --records          | --records needs a value.
            --only sinks       | --only sinks: choose from source, sink.
            --fast             | Unknown option '--fast'. Options are --rounds N, --messages N, --records N, --only source, --json FILE, --small, --help.
            """)
    void aSlipIsToldInASentence(String arguments, String sentence) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), JSON);
    }
}
