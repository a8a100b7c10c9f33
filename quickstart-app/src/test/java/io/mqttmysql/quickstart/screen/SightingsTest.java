// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private final Sightings sightings = new Sightings();

    @Test
    void whatWasLookedAtBeforeDoesNotCount() {
        sightings.publish(System.nanoTime(), Snapshots.at(1, 10));

        assertThatIllegalStateException()
                .isThrownBy(() -> sightings.await(now -> true, Duration.ofMillis(50), "something is there"))
                .withMessage("It was not seen within 0 s that something is there.");
    }

    @Test
    void aNewSightEndsTheWaiting() throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<Snapshot> awaited = CompletableFuture.supplyAsync(this::tenRows);
        while (!awaited.isDone()) {
            sightings.publish(System.nanoTime(), Snapshots.at(1, 10));
            Thread.onSpinWait();
        }

        assertThat(awaited.get(1, TimeUnit.SECONDS)).isEqualTo(Snapshots.at(1, 10));
    }

    private Snapshot tenRows() {
        try {
            return sightings.await(now -> now.database().stored() == 10, Duration.ofSeconds(30), "ten rows are there");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
