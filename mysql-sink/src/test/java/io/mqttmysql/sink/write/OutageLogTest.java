// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class OutageLogTest {
    private final LinkedBlockingQueue<SubstituteLoggingEvent> events = new LinkedBlockingQueue<>();
    private final ManualTime clock = new ManualTime();
    private final OutageLog outages =
            new OutageLog("house-0", time(), new LastError(), "", new SubstituteLogger("test", events, false));

    @Test
    void saysOnceThatItBeganAndThenEveryTenMinutes() {
        for (int second = 0; second < 3600; second++) {
            outages.failed("attempt " + second);
            clock.pass(Duration.ofSeconds(1));
        }

        List<String> lines = lines(Level.WARN);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .isEqualTo("house-0 - nothing can be stored, trying again; records wait in Kafka: attempt 0");
        assertThat(lines.get(1)).contains("for 10 minutes and 601 attempts").endsWith("Kafka: attempt 600");
        assertThat(lines.get(5)).contains("for 50 minutes and 3001 attempts").endsWith("Kafka: attempt 3000");
        assertThat(outages.count()).isEqualTo(1);
    }

    /** What waits longer than that from one attempt to the next says it at each. */
    @Test
    void saysItAtTheNextAttempt() {
        outages.failed("away");
        clock.pass(Duration.ofHours(1));
        outages.failed("away");
        clock.pass(Duration.ofMinutes(9));
        outages.failed("away");

        assertThat(lines(Level.WARN)).hasSize(2);
    }

    @Test
    void beginsAnewAfterItsEnd() {
        outages.failed("away");
        clock.pass(Duration.ofMinutes(9));
        outages.failed("away");
        outages.ended(5);
        clock.pass(Duration.ofMinutes(9));
        outages.failed("away");
        clock.pass(Duration.ofMinutes(9));
        outages.failed("away");

        assertThat(lines(Level.WARN)).hasSize(2).allMatch(line -> line.contains("nothing can be stored, trying again"));
        assertThat(lines(Level.INFO)).singleElement().asString().contains("after 540.0 s and 2 failed attempts; 5 rec");
    }

    private Time time() {
        return new Time() {
            @Override
            public long nanoTime() {
                return clock.now();
            }

            @Override
            public void await(Duration wait) {
                clock.await(wait);
            }
        };
    }

    private List<String> lines(Level level) {
        return events.stream()
                .filter(event -> event.getLevel() == level)
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }
}
