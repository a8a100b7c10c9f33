// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.Line;
import io.mqttmysql.benchmark.report.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets all contenders of a benchmark run one after the other, round by round, so that what the machine does meanwhile
 * meets everybody. Each round another one begins. Before the first round the bare program runs once for nothing: the
 * servers are warm then for everybody.
 */
record Rounds(int count, Consumer<String> progress) {

    /** One line for each contender, the bare limit first. */
    List<Line> of(Benchmark benchmark) {
        progress.accept(benchmark.name() + ": preparing, and a run that warms the servers up");
        benchmark.prepare();
        List<Contender> contenders = benchmark.contenders();
        run(benchmark, contenders.get(0), benchmark.word() + "_warm_up");
        List<List<Measurement>> measured = new ArrayList<>();
        contenders.forEach(contender -> measured.add(new ArrayList<>()));
        for (int round = 0; round < count; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                int turn = (round + i) % contenders.size();
                String run = benchmark.word() + "_" + (round + 1) + "_" + turn;
                Measurement measurement = run(benchmark, contenders.get(turn), run);
                measured.get(turn).add(measurement);
                progress.accept("round " + (round + 1) + " of " + count + ", " + benchmark.word() + ", "
                        + contenders.get(turn).name() + ": " + measurement.inWords());
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            lines.add(new Line(
                    benchmark.name(), contender.name(), contender.role(), contender.settings(), measured.get(i)));
        }
        return lines;
    }

    private static Measurement run(Benchmark benchmark, Contender contender, String run) {
        try {
            return benchmark.run(contender, run);
        } catch (BenchmarkException e) {
            throw new BenchmarkException(
                    "No figure for " + contender.name() + " (" + benchmark.name() + "): " + e.getMessage(), e);
        }
    }
}
