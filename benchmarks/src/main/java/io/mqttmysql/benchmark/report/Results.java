// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that came out of one run.
 *
 * @param versions of servers and libraries
 * @param full false when it was made smaller than the published figures
 */
public record Results(Instant finished, Machine machine, Map<String, String> versions, List<Line> lines, boolean full) {
    public Results {
        versions = Map.copyOf(versions);
        lines = List.copyOf(lines);
    }

    /** Of the same benchmark's line with that role; empty for that line itself, and where there is none. */
    OptionalDouble ratio(Line line, Role to) {
        Optional<Line> other = lines.stream()
                .filter(candidate -> candidate.benchmark().equals(line.benchmark()) && candidate.role() == to)
                .filter(candidate -> !candidate.equals(line))
                .findFirst();
        return other.isPresent() ? OptionalDouble.of(line.ratioTo(other.get())) : OptionalDouble.empty();
    }
}
