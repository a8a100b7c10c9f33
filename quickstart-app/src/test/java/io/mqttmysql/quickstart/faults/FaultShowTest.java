// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FaultShowTest {
    @Test
    void isOverWhenTheLastActIsPlayed() {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        FaultShow show = new FaultShow(null, List.of(stage -> first.await(), stage -> last.await()));

        show.start();
        first.countDown();
        assertThat(show.isOver()).isFalse();

        last.countDown();
        await().until(show::isOver);
    }

    @Test
    void anActWhoseEffectIsNotSeenFailsTheRunAndTheRestIsNotPlayed() {
        FaultShow show = new FaultShow(
                null,
                List.of(
                        stage -> {
                            throw new IllegalStateException("It was not seen that rows arrive again.");
                        },
                        stage -> {
                            throw new AssertionError("played");
                        }));

        show.start();

        await().untilAsserted(() -> assertThatThrownBy(show::isOver)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("It was not seen that rows arrive again."));
    }
}
