// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import io.mqttmysql.quickstart.faults.FaultShow;
import io.mqttmysql.quickstart.faults.OutageAct;
import io.mqttmysql.quickstart.faults.SilentHouseAct;
import io.mqttmysql.quickstart.faults.Stage;
import io.mqttmysql.quickstart.house.House;
import io.mqttmysql.quickstart.house.HouseMessage;
import io.mqttmysql.quickstart.house.HouseThread;
import io.mqttmysql.quickstart.house.Publisher;
import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.quickstart.scenario.Scenario;
import io.mqttmysql.quickstart.screen.LiveView;
import io.mqttmysql.quickstart.screen.Narrator;
import io.mqttmysql.quickstart.screen.PipelineWatch;
import io.mqttmysql.quickstart.screen.Sightings;
import io.mqttmysql.quickstart.screen.Snapshot;
import io.mqttmysql.stack.StackException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The simulated house publishes while the main thread watches and, where the servers are ours, the faults are shown.
 * Main thread; house and show have threads of their own.
 */
final class HouseRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FOREVER = Duration.ofDays(365);

    /** A stop of MySQL that is part of the show is shorter. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private static final Duration USUAL_SHOW = Duration.ofSeconds(30);

    private final Pipeline pipeline;
    private final Narrator narrator;
    private final LiveView view;

    HouseRun(Pipeline pipeline, Narrator narrator, LiveView view) {
        this.pipeline = pipeline;
        this.narrator = narrator;
        this.view = view;
    }

    /** @return what the broker acknowledged, when all of it has arrived or nothing more comes */
    Queue<HouseMessage> publish() throws MqttException, SQLException, InterruptedException {
        try (Publisher publisher = new Publisher(
                pipeline.brokerUri(), clientId(), pipeline.brokerLogin().options())) {
            publisher.open();
            PipelineWatch watch = pipeline.watch(
                    () -> OptionalLong.of(publisher.acknowledged().size()), view);
            untilSubscribed(publisher);
            watch.begin();
            long seed = System.nanoTime();
            announce(seed);
            int rate = pipeline.scenario().pace().rate();
            HouseThread house = new HouseThread(publisher, new House(seed, Clock.systemUTC()), rate);
            Optional<FaultShow> show = show(house, watch.sightings());
            house.start();
            show.ifPresent(FaultShow::start);
            watch.until(FOREVER, now -> isOver(now, house, show));
            house.finish();
            if (!watch.until(PATIENCE, this::hasArrived)) {
                narrator.step("Not everything arrived within " + PATIENCE.toSeconds() + " s after the last message");
            }
            watch.showLast();
            return publisher.acknowledged();
        }
    }

    private boolean isOver(Snapshot now, HouseThread house, Optional<FaultShow> show) {
        house.failIfBroken();
        if (now.mySqlAway().orElse(Duration.ZERO).compareTo(LONGEST_STOP) > 0) {
            throw new IllegalStateException("MySQL is away for longer than " + LONGEST_STOP.toSeconds() + " s.");
        }
        boolean isShown = show.map(FaultShow::isOver).orElse(true);
        return isShown && now.elapsed().compareTo(duration()) >= 0;
    }

    /** Where the rows are unknown, only what is in Kafka can be counted. */
    private boolean hasArrived(Snapshot now) {
        long seen =
                pipeline.scenario().ending().judgement() == Scenario.Judgement.PROOF ? now.arrived() : now.inKafka();
        return seen >= now.received().orElse(0);
    }

    private Optional<FaultShow> show(HouseThread house, Sightings sightings) {
        return pipeline.scenario().showsFaults()
                ? Optional.of(new FaultShow(
                        new Stage(pipeline.stack().mysql(), house, sightings, narrator::step),
                        List.of(new SilentHouseAct(), new OutageAct())))
                : Optional.empty();
    }

    /**
     * Returns when the source has subscribed: a RUNNING task may not have yet, and what is published before that
     * reaches nobody. Until then the bridge says that it is online.
     */
    private void untilSubscribed(Publisher publisher) throws MqttException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (pipeline.topics().count(ConnectorPlan.TOPIC) == 0) {
            if (System.nanoTime() > deadline) {
                throw new StackException("Nothing that is published on Home/# reaches Kafka within "
                        + PATIENCE.toSeconds() + " s: see the Connect worker's log.");
            }
            publisher.sayOnline();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void announce(long seed) {
        Scenario scenario = pipeline.scenario();
        boolean isTooShort = scenario.showsFaults() && duration().compareTo(USUAL_SHOW) < 0;
        narrator.step("The house publishes on Home/#"
                + scenario.ownBroker().map(broker -> " of your broker").orElse("") + ", "
                + scenario.pace().rate()
                + " messages a second for " + duration().toSeconds() + " s"
                + (isTooShort ? " and until both faults were shown" : "") + "; " + House.description() + " (seed "
                + seed + ")");
    }

    private Duration duration() {
        return pipeline.scenario().pace().duration().orElseThrow();
    }

    /** Two runs at one broker must not take each other's place. */
    private String clientId() {
        return pipeline.scenario()
                .ownBroker()
                .map(broker -> broker.clientId() + "-house")
                .orElse("simulated-house");
    }
}
