// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import io.mqttmysql.stack.ConnectClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Follows the messages from outside while they travel. Everything but the publishing runs on the caller's thread. */
final class PipelineWatch {
    static final String TOPIC = "home";
    static final String DEAD_LETTERS = "home-dead-letters";
    static final List<String> CONNECTORS = List.of("mqtt-source", "mysql-sink");
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long CONNECTORS_NANOS =
            TimeUnit.SECONDS.toNanos(2); // each request is a line in the worker's log

    /** What the publishing thread does. */
    interface Publishing {
        void run() throws MqttException, InterruptedException;
    }

    private final Publisher publisher;
    private final KafkaTopics topics;
    private final HomeDatabase database;
    private final LiveView view;
    private final ConnectClient connect;
    private long started;
    private long notOfTheHouse;
    private List<String> connectors = List.of();
    private long connectorsAsked;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    PipelineWatch(
            Publisher publisher, KafkaTopics topics, HomeDatabase database, ConnectClient connect, LiveView view) {
        this.connect = connect;
        this.publisher = publisher;
        this.topics = topics;
        this.database = database;
        this.view = view;
    }

    /**
     * Returns when the source has subscribed: a RUNNING task may not have yet, and what is published before that reaches
     * nobody. Until then the bridge says that it is online.
     */
    void untilSubscribed(Duration patience) throws MqttException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (topics.count(TOPIC) == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Nothing that is published on Home/# reaches Kafka within "
                        + patience.toSeconds() + " s: see the Connect worker's log.");
            }
            publisher.sayOnline();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        notOfTheHouse = topics.count(TOPIC);
    }

    Thread publishing(Publishing work) {
        started = System.nanoTime();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (MqttException | IllegalStateException e) {
                        failure.set(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        failure.set(e);
                    }
                },
                "simulated-house");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    void untilFinished(Thread house) throws SQLException {
        while (house.isAlive()) {
            view.show(look());
            LockSupport.parkNanos(REDRAW_NANOS);
        }
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "The simulated house could not publish: " + failure.get().getMessage(), failure.get());
        }
    }

    /** @return whether as many rows and dead letters are there as messages were acknowledged */
    boolean untilArrived(Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            LiveView.Snapshot now = look();
            view.show(now);
            if (now.stored() + now.deadLettered() >= now.received()) {
                return true;
            }
            LockSupport.parkNanos(REDRAW_NANOS);
        }
        return false;
    }

    /** Once more, when nothing moves any more. */
    void showLast() throws SQLException {
        view.showLast(look());
    }

    /** @throws IllegalStateException when a connector has failed: what it did not deliver will not come any more */
    private LiveView.Snapshot look() throws SQLException {
        Map<String, Long> rows = database.counts();
        return new LiveView.Snapshot(
                Duration.ofNanos(System.nanoTime() - started),
                publisher.acknowledged().size(),
                topics.count(TOPIC) - notOfTheHouse,
                rows,
                topics.count(DEAD_LETTERS),
                database.newestRows(),
                connectors());
    }

    private List<String> connectors() {
        long now = System.nanoTime();
        if (connectors.isEmpty() || now - connectorsAsked > CONNECTORS_NANOS) {
            connectorsAsked = now;
            connectors = CONNECTORS.stream().map(this::connector).toList();
        }
        return connectors;
    }

    private String connector(String name) {
        ConnectClient.Status status = connect.status(name);
        if (status.hasFailed()) {
            throw new IllegalStateException("Connector " + name + " has failed: it is " + status.inWords());
        }
        return name + " " + status.inWords();
    }
}
