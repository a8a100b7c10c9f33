// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static io.mqttmysql.testing.Judgements.assertProvedWithoutRepeats;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.Promise;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record that can never be stored: to the dead-letter queue with its reason, or the task stops and says why. */
@ExtendWith(StackExtension.class)
class DeadLetterIT {
    private static final byte[] BROKEN = "{\"seq\": oops".getBytes(StandardCharsets.UTF_8);
    private static final byte[] INCOMPLETE = "{\"seq\":1,\"value\":1}".getBytes(StandardCharsets.UTF_8);

    private final LocalStack stack;

    DeadLetterIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenPayloadGoesToTheDeadLetterQueueAndItsNeighboursAreStored(Promise promise) {
        PipelineOptions options =
                PipelineOptions.on(stack, "broken_" + promise.name().toLowerCase(Locale.ROOT), promise);
        try (Pipeline pipeline = Pipeline.start(stack, options)) {
            pipeline.load().publish(50);
            pipeline.load().publishRaw(pipeline.name() + "/device-broken", BROKEN);
            pipeline.load().publishRaw(pipeline.name() + "/device-late", INCOMPLETE);
            pipeline.load().publish(50);

            Verdict verdict = pipeline.settle(Patience.EFFECT);
            assertThat(verdict.rows()).isEqualTo(100);
            assertThat(verdict.findings())
                    .as("the two letters, which no device numbered")
                    .hasSize(2);
            assertThat(verdict.count(Verdict.Kind.INVENTED)).isEqualTo(2);
            List<ConsumerRecord<byte[], byte[]>> letters = letters(pipeline);
            assertThat(letter(letters, "/device-broken").value()).isEqualTo(BROKEN);
            assertThat(reason(letter(letters, "/device-broken")))
                    .contains("strategy 'latest'")
                    .contains("not JSON")
                    .doesNotContain("oops");
            // no note, and the column has no default: found by the table's own definition or by the server
            assertThat(reason(letter(letters, "/device-late")))
                    .contains("table 'latest'")
                    .contains("note");
        }
    }

    @Test
    void withoutToleranceTheTaskStopsAndNamesRecordStrategyColumnAndReason() {
        PipelineOptions options = PipelineOptions.on(stack, "intolerant", Promise.EXACTLY_ONCE)
                .sink("errors.tolerance", "")
                .sink("errors.deadletterqueue.topic.name", "");
        try (Pipeline pipeline = Pipeline.start(stack, options)) {
            pipeline.load().publish(50);
            assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));
            pipeline.load()
                    .publishRaw(
                            "intolerant/device-9",
                            "{\"seq\":1,\"value\":\"warm\",\"note\":\"\"}".getBytes(StandardCharsets.UTF_8));

            await().until(() -> stack.connect().status(pipeline.sink()).hasFailedTask());

            assertThat(stack.connect().status(pipeline.sink()).trace())
                    .containsPattern("Record intolerant-[0-9]+@[0-9]+ cannot be stored: strategy 'latest', "
                            + "table 'latest', column 'value': .*number");
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(Pipeline pipeline) {
        try (KafkaTopics topics = new KafkaTopics(stack.kafka().bootstrapServers())) {
            return topics.read(pipeline.deadLetters());
        }
    }

    private static ConsumerRecord<byte[], byte[]> letter(
            List<ConsumerRecord<byte[], byte[]>> letters, String topicEnd) {
        return letters.stream()
                .filter(letter -> KafkaTopics.header(letter, "mqtt.topic").endsWith(topicEnd))
                .findFirst()
                .orElseThrow();
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return KafkaTopics.header(letter, "__connect.errors.exception.message");
    }
}
