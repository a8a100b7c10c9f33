// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.Pipeline;
import io.mqttmysql.testing.StackExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job on real servers, nothing disturbed. */
@ExtendWith(StackExtension.class)
class PipelineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack;

    PipelineIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void everyMessageBecomesARowEqualInContentAndInOrderPerDevice(String guarantee) {
        try (Pipeline pipeline = Pipeline.start(stack, "whole_" + guarantee, Map.of("delivery.guarantee", guarantee))) {
            pipeline.publisher().publish(2000);

            pipeline.settle()
                    .everyMessageIsARow()
                    .noMessageIsDoubled()
                    .noRecordIsStoredTwice()
                    .inOrderPerDevice();
        }
    }

    @Test
    void messagesThatArriveWhileTheSourceIsAwayAreDeliveredWhenItIsBack() {
        try (Pipeline pipeline = Pipeline.start(stack, "source_away", Map.of("delivery.guarantee", "exactly_once"))) {
            pipeline.publisher().publish(100);
            stack.connect().stop(pipeline.source());
            await().atMost(PATIENCE)
                    .until(() ->
                            stack.connect().status(pipeline.source()).tasks().isEmpty());

            pipeline.publisher().publish(500);
            assertThat(pipeline.stored()).hasSizeLessThanOrEqualTo(100);
            stack.connect().resume(pipeline.source());

            pipeline.settle().everyMessageIsARow().noRecordIsStoredTwice();
        }
    }
}
