// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.chaos.FaultSequence.Strike;
import io.mqttmysql.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultSequenceTest {
    private static final List<Fault> FAULTS = List.of(
            new Named("mysql-kill", true),
            new Named("mysql-link-cut", true),
            new Named("kafka-kill", true),
            new Named("connect-2-freeze", true),
            new Named("mqtt-held", false));

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(names(5)).isEqualTo(names(5)).isNotEqualTo(names(6));
    }

    @Test
    void everythingHappensOnceBeforeAnythingHappensAgain() {
        List<String> each = names(5).stream()
                .flatMap(name -> Stream.of(name.split(" \\+ ")))
                .toList();

        for (int round = 0; round < 40; round++) {
            assertThat(each.subList(round * FAULTS.size(), (round + 1) * FAULTS.size()))
                    .as("round %s", round)
                    .containsExactlyInAnyOrderElementsOf(
                            FAULTS.stream().map(Fault::name).toList());
        }
    }

    @Test
    void strikesEverythingSometimesTwoServersAtOnceButNeverOneServerTwice() {
        List<String> names = names(5);

        assertThat(names).contains("mysql-kill", "mysql-link-cut", "kafka-kill", "connect-2-freeze", "mqtt-held");
        assertThat(names).anyMatch(name -> name.contains(" + "));
        assertThat(names).noneMatch(name -> name.matches("mysql-.* \\+ mysql-.*"));
        assertThat(names).noneMatch(name -> name.matches(".*mqtt-held \\+ .*|.* \\+ mqtt-held.*"));
        assertThat(names).as("a worker comes back after Kafka").noneMatch(name -> name.matches("connect-.* \\+ .*"));
    }

    @Test
    void lastsSecondsAndLeavesTimeToRecover() {
        FaultSequence sequence = new FaultSequence(FAULTS, 5);
        for (int i = 0; i < 1000; i++) {
            Strike strike = sequence.next();

            assertThat(strike.lasts()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(12));
            assertThat(strike.calm()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(8));
        }
    }

    @Test
    void lastsAtLeastAsLongAsTheFaultNeeds() {
        Duration minutes = Duration.ofMinutes(2);
        FaultSequence sequence = new FaultSequence(
                List.of(new Named("kafka-kill", true).lasting(minutes, "kafka-away"), new Named("mysql-kill", true)),
                5);
        List<Strike> strikes = Stream.generate(sequence::next).limit(100).toList();

        assertThat(strikes)
                .allSatisfy(strike -> assertThat(strike.lasts().compareTo(minutes) >= 0)
                        .isEqualTo(strike.fault().name().contains("kafka-away")));
        assertThat(strikes).extracting(strike -> strike.fault().name()).contains("kafka-away", "mysql-kill");
        assertThat(strikes)
                .extracting(strike -> strike.fault().name())
                .as("two at once")
                .anyMatch(name -> name.contains(" + "));
    }

    private static List<String> names(long seed) {
        FaultSequence sequence = new FaultSequence(FAULTS, seed);
        return Stream.generate(sequence::next)
                .limit(200)
                .map(strike -> strike.fault().name())
                .toList();
    }

    /** Does nothing. */
    private record Named(String name, boolean combines) implements Fault {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    }
}
