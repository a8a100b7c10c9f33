// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.benchmark.report.Line;
import io.mqttmysql.benchmark.report.Measurement;
import io.mqttmysql.benchmark.report.Role;
import io.mqttmysql.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> runs = new ArrayList<>();

    @Test
    void everybodyTakesTurnsAfterARunThatWarmsTheServersUp() {
        new Rounds(2, line -> {}).of(new Recorded());

        assertThat(runs)
                .containsExactly(
                        "bare as job_warm_up",
                        "bare as job_1_0",
                        "ours as job_1_1",
                        "ours as job_2_1",
                        "bare as job_2_0");
    }

    @Test
    void everyRoundStandsInItsContendersLineInOrder() {
        List<Line> lines = new Rounds(2, line -> {}).of(new Recorded());

        assertThat(lines).extracting(Line::contender).containsExactly("bare", "ours");
        assertThat(lines.get(0).rounds()).extracting(Measurement::records).containsExactly(2L, 5L);
        assertThat(lines.get(1).rounds()).extracting(Measurement::records).containsExactly(3L, 4L);
    }

    @Test
    void aFailureNamesTheContender() {
        Recorded broken = new Recorded() {
            @Override
            public Measurement run(Contender contender, String runName) {
                throw new BenchmarkException("The table is wrong.");
            }
        };

        assertThatThrownBy(() -> new Rounds(1, line -> {}).of(broken))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("No figure for bare (a job): The table is wrong.");
    }

    /** Its n-th run measures n records in a second. */
    private class Recorded implements Benchmark {
        @Override
        public String name() {
            return "a job";
        }

        @Override
        public String word() {
            return "job";
        }

        @Override
        public List<Contender> contenders() {
            return List.of(new Named("bare", Role.LIMIT), new Named("ours", Role.OURS));
        }

        @Override
        public void prepare() {
            // nothing is shared
        }

        @Override
        public Measurement run(Contender contender, String runName) {
            runs.add(contender.name() + " as " + runName);
            return new Measurement(runs.size(), Duration.ofSeconds(1));
        }
    }

    private record Named(String name, Role role) implements Contender {
        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public Running start(LocalStack stack, Job job) {
            throw new UnsupportedOperationException();
        }
    }
}
