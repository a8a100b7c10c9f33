// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the person asked for on the command line.
 *
 * @param messages that wait in the broker for a source
 * @param records that lie in Kafka for a sink
 * @param only which benchmarks, by word
 * @param json where the results go
 */
record Options(int rounds, int messages, int records, Set<String> only, Path json) {
    static final List<String> WORDS = List.of("source", "sink", "pool");
    static final List<String> USUAL = List.of("source", "sink");

    static final int FULL_ROUNDS = 3;
    static final int FULL_MESSAGES = 200_000;
    static final int FULL_RECORDS = 500_000;

    /** Whether the figures can stand beside published ones: nothing was made smaller. */
    boolean isFull() {
        return rounds >= FULL_ROUNDS && messages >= FULL_MESSAGES && records >= FULL_RECORDS;
    }
}
