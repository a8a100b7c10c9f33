// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.message.Admission;
import io.mqttmysql.source.message.Attempt;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.message.PublishIdentity;
import io.mqttmysql.source.message.SourceCounters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of a broker that forgets and a link that breaks, with messages that mostly say the same and packet
 * ids that are soon used again. Whenever the broker reads an acknowledgement, the very message that it means is in
 * Kafka.
 */
class ForgetfulBrokersTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 2_000;
    private static final int IDS = 8;
    private static final int CONTENTS = 2;

    /** How the broker forgets. */
    enum Memory {
        KEEPS,
        EXPIRES,
        RESTORES_SNAPSHOTS
    }

    private record Sent(int message, int packetId, Attempt attempt) {}

    private Random random;
    private Memory memory;
    private boolean takesLowest;

    // the broker: messages are numbers, of which the last bits are what they say
    private int lastMessage;
    private int lastId;
    private Map<Integer, Integer> unacknowledged;
    private Map<Integer, Integer> snapshot;
    private int snapshotId;

    // the link
    private final Deque<Sent> toTask = new ArrayDeque<>();
    private final Deque<Integer> toBroker = new ArrayDeque<>();
    private int epoch;
    private int accepted;

    // the task
    private SourceCounters counters;
    private MessageBuffer buffer;
    private Map<Delivery, Integer> messages;
    private List<Delivery> atConnect;
    private Set<Integer> inKafka;

    @ParameterizedTest
    @EnumSource
    void areToldOfNothingThatKafkaDoesNotHave(Memory kind) throws InterruptedException {
        long rehomed = 0;
        long copies = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            begin(kind, seed);
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            rehomed += counters.rehomed().sum();
            copies += counters.copies().sum();
        }
        assertThat(rehomed).isGreaterThan(SEEDS);
        assertThat(copies).isGreaterThan(SEEDS);
    }

    private void begin(Memory kind, int seed) {
        random = new Random(seed);
        memory = kind;
        takesLowest = seed % 2 == 0;
        lastMessage = 0;
        lastId = 0;
        unacknowledged = new LinkedHashMap<>();
        save();
        toTask.clear();
        toBroker.clear();
        epoch = 1;
        accepted = 1;
        counters = new SourceCounters();
        DeliveryOptions options = new DeliveryOptions(IDS, 100, 1_000_000, IDS, Duration.ZERO);
        buffer = new MessageBuffer("test", options, counters);
        messages = new IdentityHashMap<>();
        atConnect = new ArrayList<>();
        inKafka = new HashSet<>();
        buffer.connecting(1, IDS, 0);
    }

    private void step() throws InterruptedException {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> send();
            case 4, 5, 6, 7 -> read();
            case 8, 9 -> store();
            case 10, 11 -> acknowledge();
            case 12, 13 -> readAcknowledgement();
            case 14 -> sendCopy();
            default -> {
                if (random.nextInt(4) == 0) {
                    breakLink();
                } else if (random.nextInt(4) == 0) {
                    save();
                }
            }
        }
    }

    private void send() {
        if (unacknowledged.size() == IDS) {
            return;
        }
        int from = takesLowest ? 0 : lastId;
        lastId = IntStream.range(from, from + IDS)
                .map(id -> id % IDS + 1)
                .filter(id -> !unacknowledged.containsKey(id))
                .findFirst()
                .orElseThrow();
        unacknowledged.put(lastId, ++lastMessage);
        toTask.add(new Sent(lastMessage, lastId, Attempt.FIRST));
    }

    private void sendCopy() {
        List<Integer> ids = List.copyOf(unacknowledged.keySet());
        if (!ids.isEmpty()) {
            int id = ids.get(random.nextInt(ids.size()));
            toTask.add(new Sent(unacknowledged.get(id), id, accepted > 1 ? Attempt.RESENT : Attempt.REPEATED));
        }
    }

    private void read() throws InterruptedException {
        Sent sent = toTask.poll();
        if (sent == null) {
            return;
        }
        byte[] content = {(byte) (sent.message() % CONTENTS)};
        Delivery delivery =
                Delivery.atLeastOnce(epoch, new PublishIdentity(sent.packetId(), sent.attempt(), content), 1);
        InboundMessage message = new InboundMessage("Home/x", content, false, 0, MessageProperties.NONE, delivery);
        if (buffer.accept(message) == Admission.ACCEPTED) {
            messages.put(delivery, sent.message());
        }
        buffer.drain(IDS, Duration.ZERO).forEach(drained -> atConnect.add(drained.delivery()));
    }

    private void store() {
        if (!atConnect.isEmpty()) {
            Delivery stored = atConnect.remove(random.nextInt(atConnect.size()));
            inKafka.add(messages.get(stored));
            buffer.complete(stored);
        }
    }

    private void acknowledge() {
        for (Delivery done = buffer.nextDone(); done != null; done = buffer.nextDone()) {
            toBroker.add(done.packetId());
        }
    }

    private void readAcknowledgement() {
        Integer id = toBroker.poll();
        Integer message = id == null ? null : unacknowledged.remove(id);
        assertThat(message == null || inKafka.contains(message))
                .as("message %s, acknowledged under the packet id %s, is in Kafka", message, id)
                .isTrue();
    }

    private void save() {
        snapshot = new LinkedHashMap<>(unacknowledged);
        snapshotId = lastId;
    }

    private void breakLink() {
        toTask.clear();
        for (int i = random.nextInt(toBroker.size() + 1); i > 0; i--) {
            readAcknowledgement();
        }
        toBroker.clear();
        forget();
        int predecessor = accepted;
        if (random.nextBoolean()) {
            // an attempt that the broker turned down
            buffer.connecting(++epoch, IDS, predecessor);
        } else if (random.nextInt(3) == 0) {
            // one that it took, sent new messages to and lost before the answer came
            buffer.connecting(++epoch, IDS, predecessor);
            send();
            toTask.clear();
            forget();
            predecessor = 0;
        }
        buffer.connecting(++epoch, IDS, predecessor);
        accepted = epoch;
        unacknowledged.forEach((id, message) -> toTask.add(new Sent(message, id, Attempt.RESENT)));
    }

    private void forget() {
        if (memory == Memory.EXPIRES) {
            unacknowledged.keySet().removeIf(id -> random.nextInt(3) == 0);
        } else if (memory == Memory.RESTORES_SNAPSHOTS && random.nextBoolean()) {
            unacknowledged = new LinkedHashMap<>(snapshot);
            lastId = snapshotId;
        }
    }
}
