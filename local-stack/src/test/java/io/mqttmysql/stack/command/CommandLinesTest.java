// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class CommandLinesTest {
    @Test
    void theLastOfEqualOptionsCountsAndOthersKeepTheirValues() {
        House house = CommandLines.read(
                new House(), List.of("--size", "2", "--name", "a", "--lit", "--size", "3", "--name", "b", "--lit"));

        assertThat(house.size).isEqualTo(3);
        assertThat(house.names.name).hasValue("b");
        assertThat(house.isLit).isTrue();
    }

    @Test
    void aWordThatBeginsWithAnAtSignIsNoFileOfArguments() {
        assertThat(CommandLines.read(new House(), List.of("--name", "@home")).names.name)
                .hasValue("@home");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--name|--name needs a value: --name NAME, what it is called.",
                "--name --lit|--name needs a value: --name NAME, what it is called.",
                "--name ,|--name needs a value: --name NAME, what it is called.",
                "--nam x|Unknown option '--nam': did you mean --name? ./house --help lists the options.",
                "--zzz|Unknown option '--zzz': ./house --help lists the options.",
                "attic|'attic' is not an option: ./house --help lists the options.",
                "--size 10|Invalid value for option '--size': 10 is not a whole number of rooms from 1 to 9.",
            })
    void whatIsNotUnderstoodIsOneSentence(String line, String sentence) {
        List<String> words = List.of(line.replace(",", "").split(" ", -1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLines.read(new House(), words))
                .withMessage(sentence);
    }

    @Test
    void theProgramRunsOnlyWhenItsOptionsAreUnderstoodAndNobodyAsksForHelp() throws InterruptedException {
        assertThat(CommandLines.run(new House(), List.of("--lit"), () -> 1)).isEqualTo(1);
        assertThat(CommandLines.run(new House(), List.of("--help"), () -> 1)).isZero();
        assertThat(CommandLines.run(new House(), List.of("--zzz"), () -> 1)).isEqualTo(CommandLines.NOT_UNDERSTOOD);
        assertThat(CommandLines.run(new House(), List.of(), () -> {
                    throw new IllegalArgumentException("--lit does not go with --size.");
                }))
                .isEqualTo(CommandLines.NOT_UNDERSTOOD);
    }

    @Test
    void usageHasASectionForEachMixinInColumnsOfOneWidth() {
        assertThat(CommandLines.usage(new House())).isEqualTo("""
                Usage: ./house [OPTION...]

                Names:
                      --name NAME   what it is called

                      --size N      how many rooms
                      --lit         with light
                  -h, --help        this text
                """);
    }

    @Command(name = "./house", customSynopsis = "./house [OPTION...]", separator = " ", sortOptions = false)
    private static final class House {
        @Mixin
        private Names names = new Names();

        @Option(names = "--size", paramLabel = "N", converter = Rooms.class, description = "how many rooms")
        private long size;

        @Option(names = "--lit", description = "with light")
        private boolean isLit;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "this text")
        @SuppressWarnings("UnusedVariable") // picocli reads it
        private boolean isHelpRequested;
    }

    @Command(optionListHeading = "%nNames:%n")
    private static final class Names {
        @Option(names = "--name", paramLabel = "NAME", description = "what it is called")
        private Optional<String> name = Optional.empty();
    }

    private static final class Rooms extends WholeNumber {
        Rooms() {
            super("rooms", 1, 9);
        }
    }
}
