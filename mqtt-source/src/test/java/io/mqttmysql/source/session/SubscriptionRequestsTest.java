// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.testing.RunningTask;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class SubscriptionRequestsTest {
    private final LinkedBlockingQueue<SubstituteLoggingEvent> events = new LinkedBlockingQueue<>();
    private final FakeLink link = new FakeLink();
    private final SubscriptionRequests requests = new SubscriptionRequests(
            "house-0",
            MqttSourceConfig.parse(RunningTask.properties("tcp://broker:1883")).subscription(),
            new SubstituteLogger("test", events, false));

    /** 64 KiB a packet: far below what any broker takes. */
    @Test
    void dividesLongFiltersByTheirBytes() throws Exception {
        List<String> filters =
                IntStream.range(0, 5).mapToObj(i -> i + "x".repeat(30_000)).toList();
        link.answer = CompletableFuture.completedFuture(new int[0]);

        requests.unsubscribe(filters, link, (answer, name) -> answer.join());

        assertThat(link.asked).containsExactly(filters.subList(0, 2), filters.subList(2, 4), filters.subList(4, 5));
    }

    @Test
    void saysOnceThatTheBrokerKeepsASubscription() throws Exception {
        link.answer = CompletableFuture.completedFuture(new int[] {0, 0x87});

        requests.unsubscribe(List.of("a/#", "b/#"), link, (answer, name) -> answer.join());
        requests.unsubscribe(List.of("a/#", "b/#"), link, (answer, name) -> answer.join());

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getArgumentArray()).containsExactly("house-0", "b/#", ReasonCode.describe(0x87));
        });
    }

    /** "No subscription existed" is what was wanted; MQTT 3.1.1 has no codes. */
    @Test
    void takesEveryOtherAnswerForAYes() throws Exception {
        link.answer = CompletableFuture.completedFuture(new int[] {0x11});
        requests.unsubscribe(List.of("a/#", "b/#"), link, (answer, name) -> answer.join());
        link.answer = CompletableFuture.completedFuture(new int[0]);
        requests.unsubscribe(List.of("a/#"), link, (answer, name) -> answer.join());

        assertThat(events).isEmpty();
    }
}
