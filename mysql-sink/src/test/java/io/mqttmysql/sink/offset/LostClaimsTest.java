// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class LostClaimsTest {
    private static final TopicPartition ONE = new TopicPartition("home", 0);
    private static final TopicPartition OTHER = new TopicPartition("home", 1);

    private final Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
    private final ManualTime clock = new ManualTime();
    private final LostClaims lost = new LostClaims("house-0", clock::now, new SubstituteLogger("test", events, false));

    @Test
    void areWarnedOfOnceAndThenOnceAMinute() {
        for (int second = 0; second <= 60; second++) {
            lost.tell(ONE, second, StoredOffset.at(second + 1));
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(lines())
                .containsExactly(
                        "house-0 - the stored position of home-0 is 1, not 0: another task wrote, or somebody set it;"
                                + " nothing is written before it is claimed again",
                        "house-0 - the stored position of home-0 is 61, not 60: another task wrote, or somebody set it;"
                                + " nothing is written before it is claimed again (60 times since the last line about"
                                + " it)");
        assertThat(events).allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN));
    }

    @Test
    void areToldOfEachPartition() {
        lost.tell(ONE, 1, StoredOffset.at(2));
        lost.tell(OTHER, 1, StoredOffset.at(2));

        assertThat(lines()).hasSize(2);
    }

    @Test
    void areNewsAgainForThePartitionOfAnotherRebalance() {
        lost.tell(ONE, 1, StoredOffset.at(2));
        lost.forget(List.of(ONE));
        lost.tell(ONE, 1, StoredOffset.at(2));

        assertThat(lines()).hasSize(2);
    }

    private List<String> lines() {
        return events.stream()
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }
}
