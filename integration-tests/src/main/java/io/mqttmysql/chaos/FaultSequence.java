// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.fault.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Which fault happens next, for how long, and how long it is calm afterwards: the same for the same seed and faults.
 * Each happens once, in random order, before any happens again.
 */
final class FaultSequence {
    private static final int TWO_AT_ONCE_ONE_IN = 4;
    private static final String WORKER = "connect";
    private static final Range LASTS = new Range(200, 12_000);
    private static final Range CALM = new Range(500, 8_000);

    /** Milliseconds; the lower half of the range is as likely as the rest. */
    private record Range(int from, int to) {
        Duration next(Random random) {
            double share = random.nextDouble() * random.nextDouble();
            return Duration.ofMillis(from + Math.round((to - from) * share));
        }
    }

    /**
     * @param fault one, or two of different servers
     * @param lasts from its begin to its end
     * @param calm afterwards
     */
    record Strike(Fault fault, Duration lasts, Duration calm) {}

    private final List<Fault> faults;
    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();

    FaultSequence(List<Fault> faults, long seed) {
        this.faults = List.copyOf(faults);
        this.random = new Random(seed);
    }

    Strike next() {
        Fault first = drawn();
        boolean isAlone = random.nextInt(TWO_AT_ONCE_ONE_IN) > 0 || deck.isEmpty();
        Fault fault = isAlone ? first : withAnother(first);
        Duration lasts = LASTS.next(random);
        Duration calm = CALM.next(random);
        return new Strike(fault, lasts.compareTo(fault.atLeast()) < 0 ? fault.atLeast() : lasts, calm);
    }

    /** A worker comes back last: it does not start without Kafka. */
    private static Fault together(Fault one, Fault other) {
        return target(one).equals(WORKER) ? Fault.together(other, one) : Fault.together(one, other);
    }

    /** One that cannot happen at the same time comes next. */
    private Fault withAnother(Fault first) {
        Fault second = drawn();
        if (target(first).equals(target(second)) || !first.combines() || !second.combines()) {
            deck.addFirst(second);
            return first;
        }
        return together(first, second);
    }

    private Fault drawn() {
        if (deck.isEmpty()) {
            List<Fault> shuffled = new ArrayList<>(faults);
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        return deck.removeFirst();
    }

    /** The server that it concerns, which is the first word of its name. */
    private static String target(Fault fault) {
        return fault.name().split("-", 2)[0];
    }
}
