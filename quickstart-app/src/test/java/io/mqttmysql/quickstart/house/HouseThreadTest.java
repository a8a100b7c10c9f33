// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

class HouseThreadTest {
    private static final Duration SILENCE = Duration.ofMillis(200);

    private final Queue<HouseMessage> published = new ConcurrentLinkedQueue<>();
    private boolean allAcknowledged;

    @Test
    void saysNothingWhileItIsSilentAndGoesOnWhereItStopped() throws InterruptedException {
        HouseThread thread = thread(new Line());
        thread.start();
        await().until(() -> published.size() > 5);

        thread.fallSilent();
        await().during(SILENCE).until(published::size, new Unchanging()::holds);
        int before = published.size();
        thread.speak();
        await().until(() -> published.size() > before + 5);
        thread.finish();

        assertThat(published.stream().map(HouseMessage::id)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void isFinishedWhenTheBrokerHasAcknowledgedAllAndSaysNothingAfterwards() throws InterruptedException {
        HouseThread thread = thread(new Line());
        thread.start();
        await().until(() -> published.size() > 5);
        thread.finish();

        assertThat(allAcknowledged).isTrue();
        int said = published.size();
        await().during(SILENCE).until(() -> published.size() == said);
    }

    @Test
    void whatItCouldNotPublishIsNotForgotten() {
        AtomicBoolean tried = new AtomicBoolean();
        HouseThread thread = thread(new Line() {
            @Override
            public void publish(HouseMessage message) throws MqttException {
                tried.set(true);
                throw new MqttException(0);
            }
        });
        thread.start();
        await().untilTrue(tried);

        assertThatIllegalStateException()
                .isThrownBy(thread::finish)
                .withMessageStartingWith("The simulated house could not publish");
    }

    private static HouseThread thread(Line line) {
        return new HouseThread(line, new House(7, Clock.systemUTC()), 1000);
    }

    /** The same number at every look. */
    private static final class Unchanging {
        private int last = -1;

        boolean holds(int now) {
            boolean same = now == last;
            last = now;
            return same;
        }
    }

    /** Takes everything at once. */
    private class Line implements HouseThread.Line {
        @Override
        public void publish(HouseMessage message) throws MqttException {
            published.add(message);
        }

        @Override
        public void awaitAcknowledgements() {
            allAcknowledged = true;
        }
    }
}
