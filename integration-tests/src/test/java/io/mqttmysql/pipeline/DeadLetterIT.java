// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.Pipeline;
import io.mqttmysql.testing.StackExtension;
import io.mqttmysql.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that can never be stored: to the dead-letter queue with its reason, or the task stops and says why. */
@ExtendWith(StackExtension.class)
class DeadLetterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] BROKEN = "{\"seq\": oops".getBytes(StandardCharsets.UTF_8);

    private final LocalStack stack;

    DeadLetterIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void aBrokenPayloadGoesToTheDeadLetterQueueAndItsNeighboursAreStored(String guarantee) {
        String name = "broken_" + guarantee;
        Map<String, String> settings = new HashMap<>(Map.of(
                "delivery.guarantee", guarantee,
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", name + "-dead-letters",
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true"));
        try (Pipeline pipeline = Pipeline.start(stack, name, settings)) {
            pipeline.publisher().publish(50);
            pipeline.publisher().publishRaw(name + "/device-broken", BROKEN);
            pipeline.publisher()
                    .publishRaw(name + "/device-late", "{\"seq\":1,\"value\":1}".getBytes(StandardCharsets.UTF_8));
            pipeline.publisher().publish(50);

            pipeline.settle().everyMessageIsARow().noMessageIsDoubled();
            List<TopicReader.Letter> letters = awaitLetters(pipeline.deadLetterTopic(), 2);
            assertThat(letters).hasSize(2);
            assertThat(letter(letters, "/device-broken").value()).isEqualTo(BROKEN);
            assertThat(letter(letters, "/device-broken").header("__connect.errors.exception.message"))
                    .contains("strategy 'readings'")
                    .contains("not JSON")
                    .doesNotContain("oops");
            // no note, and the column has no default: found by the table's own definition or by the server
            assertThat(letter(letters, "/device-late").header("__connect.errors.exception.message"))
                    .contains("table 'readings'")
                    .contains("note");
        }
    }

    @Test
    void withoutToleranceTheTaskStopsAndNamesRecordStrategyColumnAndReason() {
        try (Pipeline pipeline = Pipeline.start(stack, "intolerant", Map.of("delivery.guarantee", "exactly_once"))) {
            pipeline.publisher().publish(50);
            pipeline.settle().everyMessageIsARow();
            pipeline.publisher()
                    .publishRaw(
                            "intolerant/device-9",
                            "{\"seq\":1,\"value\":\"warm\",\"note\":\"\"}".getBytes(StandardCharsets.UTF_8));

            await().atMost(PATIENCE)
                    .until(() -> stack.connect().status(pipeline.sink()).hasFailedTask());

            assertThat(stack.connect().status(pipeline.sink()).trace())
                    .containsPattern("Record intolerant-[0-9]+@[0-9]+ cannot be stored: strategy 'readings', "
                            + "table 'readings', column 'value': .*number");
        }
    }

    private List<TopicReader.Letter> awaitLetters(String topic, int count) {
        TopicReader reader = new TopicReader(stack.kafka().bootstrapServers());
        await().atMost(PATIENCE).until(() -> reader.read(topic).size() >= count);
        return reader.read(topic);
    }

    private static TopicReader.Letter letter(List<TopicReader.Letter> letters, String topicEnd) {
        return letters.stream()
                .filter(letter -> letter.header("mqtt.topic").endsWith(topicEnd))
                .findFirst()
                .orElseThrow();
    }
}
