// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import static io.mqttmysql.testing.Bounds.await;

import io.mqttmysql.fault.CommitCut;
import io.mqttmysql.stack.Patience;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * A task stands still in the middle of a transaction, another one is given its partitions and goes on or waits for it,
 * and then the first one goes on or loses its link.
 */
final class Overlap {
    private static final int MANY = 8;

    private final History history;
    private final ModelSeat first;
    private final ModelSeat second;
    private final String place;
    private final int end;

    Overlap(History history, Random random, ModelSeat first, ModelSeat second) {
        this.history = history;
        this.first = first;
        this.second = second;
        this.place = List.of("FOR UPDATE", "INSERT INTO", "COMMIT").get(random.nextInt(3));
        this.end = random.nextInt(4);
    }

    void run() throws Exception {
        if (first.isCut() || second.isCut()) {
            return;
        }
        history.tell("%s stands still at %s, and %s takes over".formatted(first, place, second));
        ModelWorker before = history.group().employ(first);
        CountDownLatch isThere = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        first.before(place, () -> {
            isThere.countDown();
            hold(goesOn);
        });
        CompletableFuture<Void> standing = CompletableFuture.runAsync(() -> before.iterate(MANY));
        await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> isThere.getCount() == 0 || standing.isDone());
        if (isThere.getCount() == 0) {
            CompletableFuture<Void> other = takeOver(before);
            await().pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(() -> other.isDone() || history.database().hasWaiting());
            history.tell("%s %s".formatted(second, other.isDone() ? "did not wait" : "waits"));
            goOn(goesOn);
            other.get(Patience.EFFECT.toMillis(), TimeUnit.MILLISECONDS);
        }
        standing.get(Patience.EFFECT.toMillis(), TimeUnit.MILLISECONDS);
        first.calm();
    }

    private CompletableFuture<Void> takeOver(ModelWorker before) {
        ModelWorker after = history.group().employ(second);
        Set<TopicPartition> partitions = new HashSet<>(before.assigned());
        partitions.removeAll(after.assigned());
        history.group().give(after, partitions);
        return CompletableFuture.runAsync(() -> after.iterate(MANY));
    }

    private void goOn(CountDownLatch goesOn) {
        if (end == 0) {
            history.tell("%s loses its link".formatted(first));
            first.cut();
        } else if (end == 1) {
            history.tell("%s will lose the answer to its COMMIT".formatted(first));
            first.cutAtNextCommit(CommitCut.Side.AFTER);
        } else {
            history.tell("%s goes on".formatted(first));
        }
        goesOn.countDown();
    }

    private static void hold(CountDownLatch goesOn) {
        try {
            goesOn.await(Patience.EFFECT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
