// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.KafkaTopics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Follows the messages from outside while they travel: the only eyes of a run. Everything runs on the caller's thread;
 * {@link #sightings} hands what it saw to others.
 */
public final class PipelineWatch {
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long CONNECTORS_NANOS =
            TimeUnit.SECONDS.toNanos(2); // each request is a line in the worker's log

    /** Of the time between two looks, at most a fifth goes into looking: counting many rows is work for MySQL. */
    private static final int REST = 4;

    /**
     * Where to look.
     *
     * @param received by the broker, as far as anybody here knows
     */
    public record Outlook(
            Supplier<OptionalLong> received,
            KafkaTopics topics,
            HomeDatabase database,
            ConnectClient connect,
            ConnectorPlan plan) {}

    /** Something that ends the watching, or the run when it throws. */
    public interface Until {
        boolean holds(Snapshot now) throws SQLException;
    }

    private final Outlook outlook;
    private final LiveView view;
    private final MySqlPresence mySql;
    private final Sightings sightings = new Sightings();
    private long started = System.nanoTime();
    private long notCounted;
    private List<ConnectClient.Status> connectors = List.of();
    private long connectorsAsked;

    public PipelineWatch(Outlook outlook, LiveView view) {
        this.outlook = outlook;
        this.view = view;
        this.mySql = new MySqlPresence(outlook.database()::look, System::nanoTime);
    }

    public Sightings sightings() {
        return sightings;
    }

    /** What is in Kafka already is not counted, and the clock starts. */
    public void begin() {
        notCounted = outlook.topics().count(ConnectorPlan.TOPIC);
        started = System.nanoTime();
    }

    /**
     * Looks and shows until it holds.
     *
     * @return false when the limit passed first
     */
    public boolean until(Duration limit, Until condition) throws SQLException {
        long begin = System.nanoTime();
        long looking;
        do {
            long began = System.nanoTime();
            Snapshot now = look();
            sightings.publish(began, now);
            view.show(now);
            if (condition.holds(now)) {
                return true;
            }
            looking = System.nanoTime() - began;
            LockSupport.parkNanos(Math.max(REDRAW_NANOS - looking, REST * looking));
        } while (System.nanoTime() - begin < limit.toNanos());
        return false;
    }

    /** Once more, when nothing moves any more. */
    public void showLast() throws SQLException {
        view.showLast(look());
    }

    /** @throws IllegalStateException when a connector has failed: what it did not deliver will not come any more */
    private Snapshot look() throws SQLException {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        OptionalLong received = outlook.received().get();
        long inKafka = outlook.topics().count(ConnectorPlan.TOPIC) - notCounted;
        long deadLetters =
                outlook.plan().deadLetterTopic().map(outlook.topics()::count).orElse(0L);
        return new Snapshot(elapsed, received, inKafka, mySql.look(), deadLetters, connectors(), mySql.away());
    }

    private List<ConnectClient.Status> connectors() {
        long now = System.nanoTime();
        if (connectors.isEmpty() || now - connectorsAsked > CONNECTORS_NANOS) {
            connectorsAsked = now;
            connectors = outlook.plan().names().stream().map(this::connector).toList();
        }
        return connectors;
    }

    private ConnectClient.Status connector(String name) {
        ConnectClient.Status status = outlook.connect().status(name);
        if (status.hasFailed()) {
            throw new IllegalStateException("Connector " + name + " has failed: it is " + status.inWords());
        }
        return status;
    }
}
