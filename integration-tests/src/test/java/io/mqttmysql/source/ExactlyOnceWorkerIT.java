// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.OwnServers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On a worker that writes records and offsets in transactions. The source promises no more there than elsewhere, but it
 * runs, with every way to divide the records into transactions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@OwnServers
class ExactlyOnceWorkerIT {
    private static final int READINGS = 1_000;
    private static final int RECEIVE_MAXIMUM = 50;

    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = SourceRun.stack(1)
                .workerSetting("exactly.once.source.support", "enabled")
                .start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "interval", "connector"})
    void worksWithEveryTransactionBoundary(String boundary) {
        try (SourceRun run = start("boundary_" + boundary, boundary)) {
            everythingArrivesOnce(run);
            equalMessagesStayApart(run);
            aTransformationThatDropsEverythingDoesNotStallIt(run);
        }
    }

    private static void everythingArrivesOnce(SourceRun run) {
        run.load().publish(READINGS);

        run.settleWithoutRepeats();
        await().until(() -> run.metric("messages-acknowledged-total") == READINGS);
    }

    private static void equalMessagesStayApart(SourceRun run) {
        long before = run.topics().count(run.name());
        for (int i = 0; i < RECEIVE_MAXIMUM; i++) {
            run.load().publishRaw(run.name() + "/same", "0".getBytes(StandardCharsets.UTF_8));
        }

        await().until(() -> run.metric("messages-acknowledged-total") == READINGS + RECEIVE_MAXIMUM);
        long equal = run.topics().read(run.name()).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).endsWith("/same"))
                .count();
        assertThat(equal).isEqualTo(RECEIVE_MAXIMUM);
        assertThat(run.topics().count(run.name())).isGreaterThan(before);
    }

    private static void aTransformationThatDropsEverythingDoesNotStallIt(SourceRun run) {
        run.set("transforms", "drop", "transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
        run.awaitConnected(1);
        await().until(() -> run.metric("messages-received-total") == 0);

        run.load().publish(10 * RECEIVE_MAXIMUM);

        await().until(() -> run.metric("messages-acknowledged-total") == 10 * RECEIVE_MAXIMUM);
        assertThat(run.metric("records-dropped-by-connect-total")).isEqualTo(10 * RECEIVE_MAXIMUM);
    }

    private SourceRun start(String name, String boundary) {
        String[] settings = {
            "transaction.boundary",
            boundary,
            "transaction.boundary.interval.ms",
            "200",
            "mqtt.receive.maximum",
            Integer.toString(RECEIVE_MAXIMUM)
        };
        return SourceRun.start(stack, name, 1, settings);
    }
}
