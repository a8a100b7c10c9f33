// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiverWatchTest {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private long now = -5;
    private final ReceiverWatch watch = new ReceiverWatch(() -> now);
    private final InputStream in = watch.watched(new ByteArrayInputStream(new byte[100]));

    @Test
    void isContentWhileSomethingComes() throws IOException {
        for (int i = 0; i < 10; i++) {
            now += KEEP_ALIVE.toNanos();
            in.read();
            assertThat(watch.verdict(KEEP_ALIVE)).isEmpty();
        }
    }

    @Test
    void noticesSilenceThatNoPingEnded() throws IOException {
        in.read(new byte[10], 0, 10);
        now += KEEP_ALIVE.multipliedBy(5).dividedBy(2).toNanos();
        assertThat(watch.verdict(KEEP_ALIVE)).isEmpty();

        now++;

        assertThat(watch.verdict(KEEP_ALIVE)).contains("nothing came from the broker for 25 s");
    }

    @Test
    void noticesThatNobodyReadsAnyMore() throws InterruptedException {
        Thread reader = new Thread(() -> {
            try {
                in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.start();
        reader.join();

        assertThat(watch.verdict(KEEP_ALIVE)).isEmpty(); // it may be about to tell why
        now += Duration.ofSeconds(2).toNanos();

        assertThat(watch.verdict(KEEP_ALIVE)).contains("the thread that reads from the broker has ended");
    }
}
