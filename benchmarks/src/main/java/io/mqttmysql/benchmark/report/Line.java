// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One contender's figures.
 *
 * @param benchmark the job
 * @param settings the contender's, as it was told them
 * @param rounds in the order in which they were run
 */
public record Line(
        String benchmark, String contender, Role role, Map<String, String> settings, List<Measurement> rounds) {
    public Line {
        settings = Map.copyOf(settings);
        rounds = List.copyOf(rounds);
    }

    double median() {
        return Median.of(rates().toList());
    }

    double slowest() {
        return rates().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double fastest() {
        return rates().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The median of the rounds' ratios: what the machine did in one round met both. */
    double ratioTo(Line other) {
        return Median.of(IntStream.range(0, rounds.size())
                .mapToObj(i -> rounds.get(i).perSecond() / other.rounds.get(i).perSecond())
                .toList());
    }

    private Stream<Double> rates() {
        return rounds.stream().map(Measurement::perSecond);
    }
}
