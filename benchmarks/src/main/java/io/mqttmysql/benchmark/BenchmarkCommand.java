// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.stack.command.WholeNumber;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code ./benchmarks/run}, filled by picocli. */
@Command(
        name = "./benchmarks/run",
        customSynopsis = "./benchmarks/run [OPTION...]",
        separator = " ",
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Starts an MQTT broker, Kafka, Connect and MySQL on this machine, which should do nothing else meanwhile. A"
                    + " full run takes six minutes and 5 GB of memory; the first one fetches the Debezium sink (58 MB)."
                    + " docs/performance.md says what is measured and how."
        })
final class BenchmarkCommand {
    private static final int LEAST = 1_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = RoundCount.class,
            description = "how often each contender runs; " + Options.FULL_ROUNDS)
    private Optional<Long> rounds = Optional.empty();

    @Option(
            names = "--messages",
            paramLabel = "N",
            converter = MessageCount.class,
            description = "QoS 1 messages that wait in the broker for a source; " + Options.FULL_MESSAGES)
    private Optional<Long> messages = Optional.empty();

    @Option(
            names = "--records",
            paramLabel = "N",
            converter = RecordCount.class,
            description = "JSON records that are in Kafka for a sink; " + Options.FULL_RECORDS)
    private Optional<Long> records = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "LIST",
            description = "of source, sink and pool, separated by commas; source,sink")
    private String only = String.join(",", Options.USUAL);

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "where the results go besides the table; benchmarks/target/results.json")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--small",
            description = "one round of a few thousand: shows in about a minute that everything works; its figures say"
                    + " nothing")
    private boolean isSmall;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean isHelpRequested;

    /**
     * @param otherwise where the results go unless the person says so
     * @throws IllegalArgumentException when a benchmark is unknown, in one sentence
     */
    Options options(Path otherwise) {
        return new Options(
                Math.toIntExact(rounds.orElse(isSmall ? 1L : Options.FULL_ROUNDS)),
                Math.toIntExact(messages.orElse(isSmall ? 5_000L : Options.FULL_MESSAGES)),
                Math.toIntExact(records.orElse(isSmall ? 20_000L : Options.FULL_RECORDS)),
                benchmarks(),
                json.orElse(otherwise).toAbsolutePath());
    }

    private Set<String> benchmarks() {
        Set<String> words = new LinkedHashSet<>(List.of(only.split(",")));
        if (!Options.WORDS.containsAll(words)) {
            throw new IllegalArgumentException(
                    "--only " + only + ": choose from " + String.join(", ", Options.WORDS) + ".");
        }
        return words;
    }

    private static final class RoundCount extends WholeNumber {
        RoundCount() {
            super("rounds", 1, 99);
        }
    }

    /** As many as were tried: the broker holds them in a heap of 1 GB. */
    private static final class MessageCount extends WholeNumber {
        MessageCount() {
            super("messages", LEAST, 400_000);
        }
    }

    private static final class RecordCount extends WholeNumber {
        RecordCount() {
            super("records", LEAST, 10_000_000);
        }
    }
}
