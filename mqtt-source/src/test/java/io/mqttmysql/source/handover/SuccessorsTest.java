// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.TaskShare;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class SuccessorsTest {
    private static final TaskShare ALONE = new TaskShare(0, List.of(List.of("a/#")), Optional.empty());

    private final LinkedBlockingQueue<SubstituteLoggingEvent> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean isAway = new AtomicBoolean(true);
    private final Semaphore failed = new Semaphore(0);
    private final Semaphore read = new Semaphore(0);

    /** With the second look the first one is over, and told. */
    @Test
    void saysOnceThatOffsetsCannotBeReadAndOnceMoreAfterTheyCould() throws InterruptedException {
        try (Successors successors = new Successors(
                "house-0",
                ALONE,
                tasks -> look(),
                ConnectorHistory.read(ALONE, TaskMemories.NONE),
                Duration.ofMillis(1),
                new SubstituteLogger("test", events, false))) {
            successors.ask();
            failed.acquire(4);
            assertThat(warnings()).singleElement().asString().contains("house-0", "cannot read", "it is away");

            isAway.set(false);
            read.acquire();
            failed.drainPermits();
            isAway.set(true);
            successors.ask();
            failed.acquire(4);
            assertThat(warnings()).hasSize(2);
        }
    }

    private Map<Integer, TaskMemory> look() {
        boolean fails = isAway.get();
        (fails ? failed : read).release();
        if (fails) {
            throw new ConnectException("it is away");
        }
        return Map.of();
    }

    private List<String> warnings() {
        return events.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }
}
