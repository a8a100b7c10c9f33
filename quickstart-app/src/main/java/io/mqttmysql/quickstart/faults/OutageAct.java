// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import io.mqttmysql.quickstart.screen.LiveView;
import io.mqttmysql.quickstart.screen.Snapshot;
import java.time.Duration;

/** MySQL stops while messages keep coming, and comes back. */
public final class OutageAct implements Act {
    private static final Duration LOAD_BEFORE = Duration.ofSeconds(2);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    @Override
    public void play(Stage stage) throws InterruptedException {
        Snapshot calm = stage.sightings().await(now -> !now.isMySqlAway(), PATIENCE, "MySQL is there");
        Duration enough = calm.elapsed().plus(LOAD_BEFORE);
        Snapshot before = stage.sightings()
                .await(now -> now.elapsed().compareTo(enough) >= 0, PATIENCE, "the house publishes again");
        stage.tell("Fault 2: MySQL is stopped for " + OUTAGE.toSeconds() + " s while the house goes on publishing");
        Snapshot end;
        stage.mySql().stop();
        long stopped = System.nanoTime();
        try {
            end = outage(stage, before, stopped + OUTAGE.toNanos());
        } finally {
            stage.mySql().start();
        }
        catchUp(stage, end, Duration.ofNanos(System.nanoTime() - stopped));
    }

    /** @param over when, in nanoseconds of {@link System#nanoTime} */
    private static Snapshot outage(Stage stage, Snapshot before, long over) throws InterruptedException {
        Snapshot end = stage.sightings()
                .await(
                        now -> now.isMySqlAway() && System.nanoTime() - over >= 0,
                        PATIENCE,
                        "MySQL is away for " + OUTAGE.toSeconds() + " s");
        long arrived = end.inKafka() - before.inKafka();
        if (arrived <= 0 || !end.allRun()) {
            throw new IllegalStateException("While MySQL was away, " + arrived + " messages arrived in Kafka and the"
                    + " connectors were " + LiveView.inWords(end.connectors()) + ".");
        }
        stage.tell("  " + arrived + " messages have arrived in Kafka meanwhile and wait there, rows stand still at "
                + end.database().stored() + ", every connector and task is RUNNING. MySQL starts again");
        return end;
    }

    private static void catchUp(Stage stage, Snapshot end, Duration outage) throws InterruptedException {
        Snapshot back = stage.sightings().await(now -> !now.isMySqlAway(), PATIENCE, "MySQL is back");
        long start = System.nanoTime();
        Snapshot caughtUp = stage.sightings()
                .await(now -> now.arrived() >= back.inKafka(), PATIENCE, "what waited in Kafka has become rows");
        stage.tell(String.format(
                "  MySQL was away for %.1f s. %.1f s after its return all that waited in Kafka is stored: %d new rows",
                outage.toMillis() / 1000.0,
                (System.nanoTime() - start) / 1e9,
                caughtUp.database().stored() - end.database().stored()));
    }
}
