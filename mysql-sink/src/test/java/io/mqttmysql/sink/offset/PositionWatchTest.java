// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.MismatchPolicy;
import io.mqttmysql.sink.table.TableId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionWatchTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong connections = new AtomicLong(1);
    private final PositionWatch watch = watch();

    @BeforeEach
    void looked() {
        assertThat(watch.isDue()).isTrue();
        watch.settle(Map.of());
        assertThat(watch.isDue()).isFalse();
    }

    @Test
    void looksEveryThirtySeconds() {
        now.addAndGet(Duration.ofSeconds(30).minusNanos(1).toNanos());
        assertThat(watch.isDue()).isFalse();

        now.incrementAndGet();

        assertThat(watch.isDue()).isTrue();
    }

    @Test
    void looksOnEachNewConnection() {
        connections.incrementAndGet();

        assertThat(watch.isDue()).isTrue();
    }

    @Test
    void looksAfterAPartitionCame() {
        watch.open();

        assertThat(watch.isDue()).isTrue();
    }

    private PositionWatch watch() {
        Time time = new Time() {
            @Override
            public long nanoTime() {
                return now.get();
            }

            @Override
            public void await(Duration wait) {
                now.addAndGet(wait.toNanos());
            }
        };
        OffsetStore store = new OffsetStore(TableId.of("positions"), "house");
        PartitionClaims claims =
                new PartitionClaims("house-0", "house", MismatchPolicy.FAIL, new OffsetJumps("house-0"));
        return new PositionWatch(store, claims, new PositionLift(store, claims, time), connections::get, time);
    }
}
