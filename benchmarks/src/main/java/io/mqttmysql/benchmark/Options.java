// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the person asked for on the command line.
 *
 * @param messages that wait in the broker for a source
 * @param records that lie in Kafka for a sink
 * @param only which benchmarks, by {@link Benchmark#word}
 * @param json where the results go
 */
record Options(int rounds, int messages, int records, Set<String> only, Path json) {
    static final List<String> WORDS = List.of("source", "sink");

    private static final Options FULL = new Options(3, 200_000, 500_000, new LinkedHashSet<>(WORDS), Path.of(""));
    private static final int LEAST = 1_000;
    private static final int MOST_ROUNDS = 99;

    /** As many as were tried: the broker holds them in a heap of 1 GB. */
    private static final int MOST_MESSAGES = 400_000;

    private static final int MOST_RECORDS = 10_000_000;

    /**
     * @param json where the results go unless {@code arguments} say otherwise
     * @throws IllegalArgumentException with one sentence for the person
     */
    static Options parse(List<String> arguments, Path json) {
        Options options = FULL.withJson(json);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            options = options.with(name, rest);
        }
        return options;
    }

    private Options with(String name, Iterator<String> rest) {
        return switch (name) {
            case "--small" -> new Options(1, 5_000, 20_000, only, json);
            case "--rounds" -> new Options(number(name, rest, 1, MOST_ROUNDS), messages, records, only, json);
            case "--messages" -> new Options(rounds, number(name, rest, LEAST, MOST_MESSAGES), records, only, json);
            case "--records" -> new Options(rounds, messages, number(name, rest, LEAST, MOST_RECORDS), only, json);
            case "--only" -> new Options(rounds, messages, records, words(value(name, rest)), json);
            case "--json" -> withJson(Path.of(value(name, rest)));
            default ->
                throw new IllegalArgumentException("Unknown option '" + name
                        + "'. Options are --rounds N, --messages N, --records N, --only source, --json FILE, --small,"
                        + " --help.");
        };
    }

    private Options withJson(Path file) {
        return new Options(rounds, messages, records, only, file.toAbsolutePath());
    }

    /** Whether the figures can stand beside published ones: nothing was made smaller. */
    boolean isFull() {
        return rounds >= FULL.rounds && messages >= FULL.messages && records >= FULL.records;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value.");
        }
        return rest.next();
    }

    private static int number(String name, Iterator<String> rest, int least, int most) {
        String text = value(name, rest);
        if (text.matches("\\d{1,8}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                name + " " + text + " is not a whole number between " + least + " and " + most + ".");
    }

    private static Set<String> words(String list) {
        Set<String> words = new LinkedHashSet<>(List.of(list.split(",")));
        if (!WORDS.containsAll(words)) {
            throw new IllegalArgumentException("--only " + list + ": choose from " + String.join(", ", WORDS) + ".");
        }
        return words;
    }
}
