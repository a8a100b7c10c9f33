// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import io.mqttmysql.stack.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Devices that number their readings and publish them at QoS 1, some publishers with some devices each. The same seed
 * makes the same readings.
 *
 * <p>{@link #start} and {@link #stop} by one thread; each publisher has a thread of its own.
 */
public final class LoadGenerator implements AutoCloseable {
    /**
     * @param uri of the broker itself, past every proxy: what is published does not depend on the faults of a link
     * @param topicPrefix devices publish on {@code <prefix>/<device>}
     * @param poisonOneIn of how many readings one can never be stored; 0 for none
     * @param markOneIn after how many readings of all devices one sets its mark or takes it away; 0 for none
     */
    public record Options(
            String uri, String topicPrefix, int publishers, int devices, int poisonOneIn, int markOneIn, long seed) {
        /** Two publishers with five devices each. */
        public static Options to(String uri, String topicPrefix, long seed) {
            return new Options(uri, topicPrefix, 2, 5, 0, 0, seed);
        }

        public List<String> deviceNames() {
            return IntStream.range(0, publishers)
                    .mapToObj(publisher -> IntStream.range(0, devices).mapToObj(device -> name(publisher, device)))
                    .flatMap(names -> names)
                    .toList();
        }

        static String name(int publisher, int device) {
            return "device-" + publisher + "-" + device;
        }

        public Options poisoned(int oneIn) {
            return new Options(uri, topicPrefix, publishers, devices, oneIn, markOneIn, seed);
        }

        public Options marked(int oneIn) {
            return new Options(uri, topicPrefix, publishers, devices, poisonOneIn, oneIn, seed);
        }
    }

    private final Journal journal = new Journal();
    private final List<Home> homes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean running;

    public LoadGenerator(Options options) {
        for (int i = 0; i < options.publishers(); i++) {
            homes.add(new Home(options, i));
        }
    }

    public Journal journal() {
        return journal;
    }

    /**
     * Publishes evenly from now on.
     *
     * @param perSecond readings of all devices together
     */
    public void start(int perSecond) {
        running = true;
        long interval = TimeUnit.SECONDS.toNanos(homes.size()) / perSecond;
        for (Home home : homes) {
            Thread thread = new Thread(() -> home.publishEvery(interval), "load-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Returns when every publisher has its acknowledgements or has lost its link. */
    public void stop() {
        running = false;
        for (Thread thread : threads) {
            join(thread);
        }
        threads.clear();
        if (failure.get() != null) {
            throw new IllegalStateException("The load failed: " + failure.get().getMessage(), failure.get());
        }
    }

    /** Publishes while the body runs. */
    public void during(int perSecond, Runnable body) {
        start(perSecond);
        try {
            body.run();
        } finally {
            stop();
        }
    }

    /** Publishes a number of readings, devices in turn, and returns when the broker has acknowledged each. */
    public void publish(int count) {
        for (int i = 0; i < count; i++) {
            homes.get(i % homes.size()).publishNext();
        }
        if (!homes.stream().limit(count).allMatch(home -> home.publisher.flush())) {
            throw new IllegalStateException("The broker did not acknowledge what it was sent");
        }
    }

    /** Publishes bytes as they are, outside the numbered readings. */
    public void publishRaw(String topic, byte[] payload) {
        homes.get(0).publisher.publishRaw(topic, payload);
    }

    private static void join(Thread thread) {
        try {
            thread.join(Patience.STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " does not end");
        }
    }

    @Override
    public void close() {
        running = false;
        homes.forEach(home -> home.publisher.abandon());
        threads.forEach(LoadGenerator::join);
        homes.forEach(home -> home.publisher.close());
    }

    /** One publisher and its devices. */
    private final class Home {
        private final Publisher publisher;
        private final Random random;
        private final String[] devices;
        private final long[] sequences;
        private final int poisonOneIn;
        private final int markOneIn;
        private int next;

        Home(Options options, int number) {
            this.publisher = new Publisher(
                    options.uri(), options.topicPrefix() + "-home-" + number, options.topicPrefix(), journal);
            this.random = new Random(options.seed() + number);
            this.poisonOneIn = options.poisonOneIn();
            this.markOneIn = options.markOneIn();
            this.sequences = new long[options.devices()];
            this.devices = new String[options.devices()];
            for (int i = 0; i < devices.length; i++) {
                devices[i] = Options.name(number, i);
            }
        }

        void publishEvery(long interval) {
            try {
                long due = System.nanoTime();
                while (running) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    if (System.nanoTime() >= due) {
                        publishNext();
                        due = Math.max(due + interval, System.nanoTime() - interval); // no flood after an outage
                    }
                }
                publisher.flush();
            } catch (IllegalStateException e) {
                failure.compareAndSet(null, e);
            }
        }

        void publishNext() {
            int device = next++ % devices.length;
            Reading.Id id = new Reading.Id(devices[device], ++sequences[device]);
            boolean poison = poisonOneIn > 0 && random.nextInt(poisonOneIn) == 0;
            Reading reading = poison ? Reading.poison(id) : Reading.random(id, random);
            publisher.publish(reading);
            if (markOneIn > 0 && random.nextInt(markOneIn) == 0) {
                publisher.mark(reading, random.nextBoolean());
            }
        }
    }
}
