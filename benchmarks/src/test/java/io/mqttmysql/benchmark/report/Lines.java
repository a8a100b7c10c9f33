// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** Results that were never measured. */
final class Lines {
    private Lines() {}

    /** @param perSecond of each round */
    static Line line(String benchmark, Role role, long... perSecond) {
        List<Measurement> rounds = LongStream.of(perSecond)
                .mapToObj(rate -> new Measurement(rate, Duration.ofSeconds(1)))
                .toList();
        return new Line(benchmark, role.name().toLowerCase(Locale.ROOT), role, Map.of("batch.size", "3"), rounds);
    }

    static Results results(boolean full, Line... lines) {
        Machine machine = new Machine(2, "a processor", 8L << 30, "a system", "a JDK", 0.1);
        return new Results(
                Instant.parse("2026-11-24T18:00:00Z"), machine, Map.of("Kafka", "4", "A", "1"), List.of(lines), full);
    }
}
