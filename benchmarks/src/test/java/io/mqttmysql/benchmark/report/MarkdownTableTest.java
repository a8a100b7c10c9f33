// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void isMarkdownThatATerminalShowsAligned() {
        Results results = Lines.results(
                true,
                Lines.line("one", Role.LIMIT, 50_000, 40_000, 48_321),
                Lines.line("one", Role.OURS, 25_000, 30_000, 12_000),
                Lines.line("two", Role.LIMIT, 900),
                Lines.line("two", Role.OURS, 450),
                Lines.line("two", Role.PEER, 225));

        assertThat(MarkdownTable.of(results)).isEqualTo("""
                | what | by    | records/s: median (min – max) | to the bare limit | to Debezium | rounds |
                |------|-------|-------------------------------|-------------------|-------------|--------|
                | one  | limit | 48 300 (40 000 – 50 000)      | –                 | –           | 3      |
                |      | ours  | 25 000 (12 000 – 30 000)      | 0.50              | –           | 3      |
                | two  | limit | 900                           | –                 | 4.00        | 1      |
                |      | ours  | 450                           | 0.50              | 2.00        | 1      |
                |      | peer  | 225                           | 0.25              | –           | 1      |

                2 cores (a processor), 8 GiB, a system, a JDK; load 0.1 before the start. A 1, Kafka 4.
                """);
    }

    @Test
    void aSmallRunSaysThatItsFiguresSayNothing() {
        assertThat(MarkdownTable.of(Lines.results(false, Lines.line("one", Role.LIMIT, 1))))
                .startsWith(
                        "A run smaller than the published ones: it shows that everything works, its figures say nothing.");
    }
}
