// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import io.mqttmysql.stack.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Publishes readings at QoS 1 whatever happens to the broker: a link that is lost, or on which nothing is acknowledged
 * any more, is given up and made again, each time with a fresh client. A reading is sent once, never again: what the
 * old link did not acknowledge stays unconfirmed.
 *
 * <p>Used by one thread; acknowledgements arrive on the MQTT client's.
 */
final class Publisher implements AutoCloseable {
    /** Below the receive maximum of every broker in use; Paho refuses what is over it. */
    private static final int IN_FLIGHT = 20;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5");

    static {
        PAHO.setLevel(Level.OFF); // a stack trace on the screen for every lost link, which is the purpose here
    }

    private final String uri;
    private final String clientId;
    private final String topicPrefix;
    private final Journal journal;
    private volatile boolean closed;
    private Optional<Link> link = Optional.empty();

    Publisher(String uri, String clientId, String topicPrefix, Journal journal) {
        this.uri = uri;
        this.clientId = clientId;
        this.topicPrefix = topicPrefix;
        this.journal = journal;
    }

    /** Returns when it has left; waits for as long as there is no broker, until this is closed. */
    void publish(Reading reading) {
        while (!closed) {
            Link current = link.filter(Link::isUsable).orElseGet(this::connect);
            link = Optional.of(current);
            if (current.send(topicPrefix + "/" + reading.id().device(), reading)) {
                return;
            }
            giveUp();
        }
    }

    /**
     * Sets the mark of a device to its reading, or takes it away with an empty message; on a topic of its own. Nobody
     * is told whether it arrived.
     */
    void mark(Reading reading, boolean set) {
        if (reading.isStorable()) {
            link.filter(Link::isUsable)
                    .ifPresent(current -> current.send(
                            topicPrefix + "/" + reading.id().device() + Stored.Marks.TOPIC,
                            set ? reading.payload() : new byte[0]));
        }
    }

    /** Returns true when the broker has acknowledged all that this link carried. */
    boolean flush() {
        return link.isPresent() && link.get().flush();
    }

    /** Publishes bytes as they are, outside the numbered readings, and waits for the broker. */
    void publishRaw(String topic, byte[] payload) {
        Link current = link.filter(Link::isUsable).orElseGet(this::connect);
        link = Optional.of(current);
        try {
            current.client.publish(topic, payload, 1, false).waitForCompletion(Patience.ANSWER.toMillis());
        } catch (MqttException e) {
            throw new IllegalStateException("Cannot publish to " + topic, e);
        }
    }

    private Link connect() {
        giveUp();
        while (!closed) {
            Optional<Link> made = Link.open(uri, clientId, journal);
            if (made.isPresent()) {
                return made.get();
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        throw new IllegalStateException("The publisher was closed while the broker was away");
    }

    private void giveUp() {
        link.ifPresent(Link::close);
        link = Optional.empty();
    }

    /** May be called by any thread; a publish that waits for the broker ends. */
    void abandon() {
        closed = true;
    }

    @Override
    public void close() {
        closed = true;
        giveUp();
    }

    /** One connection and what it has in flight. */
    private static final class Link {
        private final MqttAsyncClient client;
        private final Journal journal;
        private final Semaphore slots = new Semaphore(IN_FLIGHT);
        private volatile boolean failed;

        private Link(MqttAsyncClient client, Journal journal) {
            this.client = client;
            this.journal = journal;
        }

        static Optional<Link> open(String uri, String clientId, Journal journal) {
            try {
                Link link = new Link(new MqttAsyncClient(uri, clientId, new MemoryPersistence()), journal);
                MqttConnectionOptions options = new MqttConnectionOptions();
                options.setCleanStart(true);
                options.setConnectionTimeout((int) Patience.ANSWER.toSeconds());
                try {
                    link.client.connect(options).waitForCompletion(Patience.ANSWER.toMillis());
                    return Optional.of(link);
                } catch (MqttException e) {
                    link.close();
                    return Optional.empty(); // tried again
                }
            } catch (MqttException e) {
                throw new IllegalStateException("Cannot make an MQTT client for " + uri, e);
            }
        }

        boolean isUsable() {
            return !failed && client.isConnected();
        }

        /** False when the link took nothing: it is lost or stuck. */
        boolean send(String topic, Reading reading) {
            if (!acquire(1) || failed) {
                return false;
            }
            journal.sending(reading);
            publish(topic, reading.payload(), new Acknowledgement(Optional.of(reading.id())));
            return true;
        }

        void send(String topic, byte[] payload) {
            if (acquire(1)) {
                publish(topic, payload, new Acknowledgement(Optional.empty()));
            }
        }

        private void publish(String topic, byte[] payload, Acknowledgement acknowledgement) {
            try {
                client.publish(topic, new MqttMessage(payload, 1, false, null), null, acknowledgement);
            } catch (MqttException e) {
                failed = true; // it left or not: unconfirmed
            }
        }

        boolean flush() {
            boolean all = acquire(IN_FLIGHT);
            if (all) {
                slots.release(IN_FLIGHT);
            }
            return all && !failed;
        }

        private boolean acquire(int permits) {
            try {
                return slots.tryAcquire(permits, Patience.ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void close() {
            try {
                client.disconnectForcibly(0, 0, false);
                client.close(true);
            } catch (MqttException e) {
                failed = true; // nothing depends on an orderly end
            }
        }

        /** Called on the MQTT client's thread. */
        private final class Acknowledgement implements MqttActionListener {
            private final Optional<Reading.Id> reading;

            /** @param reading empty for a mark */
            Acknowledgement(Optional<Reading.Id> reading) {
                this.reading = reading;
            }

            @Override
            public void onSuccess(IMqttToken token) {
                reading.ifPresent(journal::acknowledged);
                slots.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                failed = true;
                slots.release();
            }
        }
    }
}
