// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static io.mqttmysql.testing.Judgements.assertProvedWithoutRepeats;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job on real servers, nothing disturbed. */
@ExtendWith(StackExtension.class)
class PipelineIT {

    private final LocalStack stack;

    PipelineIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @EnumSource
    void everyReadingBecomesARowOrADeadLetterOnceAndInOrder(Promise promise) {
        PipelineOptions options =
                PipelineOptions.on(stack, "whole_" + promise.name().toLowerCase(Locale.ROOT), promise);
        try (Pipeline pipeline =
                Pipeline.start(stack, options.load(options.load().poisoned(50)))) {
            pipeline.load().publish(2000);

            assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));
            assertThat(pipeline.stored().letters()).hasSizeBetween(10, 200);
        }
    }

    @Test
    void messagesThatArriveWhileTheSourceIsAwayAreDeliveredWhenItIsBack() {
        try (Pipeline pipeline =
                Pipeline.start(stack, PipelineOptions.on(stack, "source_away", Promise.EXACTLY_ONCE))) {
            pipeline.load().publish(100);
            stack.connect().stop(pipeline.source());
            await().until(() ->
                    stack.connect().status(pipeline.source()).tasks().isEmpty());

            pipeline.load().publish(500);
            assertThat(pipeline.rowCount()).isLessThanOrEqualTo(100);
            stack.connect().resume(pipeline.source());

            assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));
        }
    }
}
