// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.testing.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckWindowTest {
    private static final int EPOCH = 3;

    private final AckWindow window = new AckWindow(EPOCH, 4);

    @Test
    void releasesNothingWhileTheHeadIsOpen() {
        track(1);
        Delivery second = track(2);

        second.complete();

        assertThat(window.hasDone()).isFalse();
        assertThat(window.nextDone()).isNull();
    }

    @Test
    void releasesAContiguousPrefix() {
        Delivery first = track(1);
        Delivery second = track(2);
        track(3);
        Delivery fourth = track(4);

        fourth.complete();
        second.complete();
        first.complete();

        assertThat(released()).containsExactly(1, 2);
    }

    @Test
    void refusesMoreThanTheReceiveMaximum() {
        Delivery first = track(1);
        List.of(2, 3, 4).forEach(this::track);
        assertThat(window.track(delivery(5))).isFalse();

        first.complete();
        assertThat(released()).containsExactly(1);

        assertThat(window.track(delivery(5))).isTrue();
    }

    @Test
    void isOpenForItsOwnEpochUntilClosed() {
        Delivery own = delivery(1);
        assertThat(window.isOpenFor(own)).isTrue();
        assertThat(window.isOpenFor(Messages.delivery(EPOCH - 1, 1, 0))).isFalse();

        window.close();

        assertThat(window.isOpenFor(own)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithANaiveModelUnderAnyInterleaving(long seed) {
        Random random = new Random(seed);
        AckWindow tested = new AckWindow(EPOCH, 50);
        List<Delivery> model = new ArrayList<>();
        int nextId = 1;

        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    Delivery delivery = delivery(nextId++);
                    boolean fits = model.size() < 50;
                    assertThat(tested.track(delivery)).isEqualTo(fits);
                    if (fits) {
                        model.add(delivery);
                    }
                }
                case 1 -> {
                    if (!model.isEmpty()) {
                        model.get(random.nextInt(model.size())).complete();
                    }
                }
                default -> {
                    boolean due = !model.isEmpty() && model.get(0).isDone();
                    assertThat(tested.hasDone()).isEqualTo(due);
                    assertThat(tested.nextDone()).isSameAs(due ? model.remove(0) : null);
                }
            }
        }
    }

    private Delivery track(int packetId) {
        Delivery delivery = delivery(packetId);
        assertThat(window.track(delivery)).isTrue();
        return delivery;
    }

    private static Delivery delivery(int packetId) {
        return Messages.delivery(EPOCH, packetId, 0);
    }

    private List<Integer> released() {
        List<Integer> ids = new ArrayList<>();
        for (Delivery done = window.nextDone(); done != null; done = window.nextDone()) {
            ids.add(done.packetId());
        }
        return ids;
    }
}
