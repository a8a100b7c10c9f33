// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import io.mqttmysql.quickstart.screen.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;

/**
 * MySQL closes connections that nobody uses, and nobody tells their owners.
 *
 * <p>A session keeps the {@code wait_timeout} that it began with: a small global value reaches a program of one loop
 * that connects afterwards, and not the sink. To meet the sink as well, its idle connections are killed.
 */
public final class SilentHouseAct implements Act {
    private static final String VARIABLE = "wait_timeout";
    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(6);

    @Override
    public void play(Stage stage) throws InterruptedException, SQLException {
        String before = stage.mySql().global(VARIABLE);
        stage.sightings()
                .await(now -> now.database().stored() > 0 && now.allRun(), PATIENCE, "the first rows are there");
        stage.tell("Fault 1: a connection that is closed behind its owner's back. SET GLOBAL wait_timeout = "
                + WAIT_TIMEOUT.toSeconds() + " (seconds), and the house falls silent for " + SILENCE.toSeconds()
                + " s");
        stage.mySql().setGlobal(VARIABLE, String.valueOf(WAIT_TIMEOUT.toSeconds()));
        try (OneLoopProgram program = OneLoopProgram.connect(stage.mySql().endpoint())) {
            closeWhatIsIdle(stage, program);
        } finally {
            stage.house().speak();
            if (stage.mySql().isRunning()) {
                stage.mySql().setGlobal(VARIABLE, before);
            }
        }
    }

    private static void closeWhatIsIdle(Stage stage, OneLoopProgram program) throws InterruptedException, SQLException {
        stage.house().fallSilent();
        Snapshot silent = stage.sightings()
                .await(now -> now.arrived() >= now.received().orElse(0), PATIENCE, "what the house said is in MySQL");
        Duration awake = silent.elapsed().plus(SILENCE);
        stage.sightings().await(now -> now.elapsed().compareTo(awake) >= 0, PATIENCE, "time passes");
        String error = program.nextStatement()
                .orElseThrow(() -> new IllegalStateException("MySQL did not close a connection that was idle for "
                        + SILENCE.toSeconds() + " s, although wait_timeout is " + WAIT_TIMEOUT.toSeconds() + " s."));
        stage.tell("  a program that reads MQTT and writes MySQL in one loop now loses the message in its hand: '"
                + error + "' (servers before 8.0.24: error 2013, Lost connection to MySQL server during query)");
        IdleConnections connections = new IdleConnections(stage.mySql().endpoint());
        Set<Long> sinks = connections.idleFor(WAIT_TIMEOUT);
        if (sinks.isEmpty()) {
            throw new IllegalStateException("The sink has no idle connection that could be closed.");
        }
        connections.kill(sinks);
        stage.tell("  the sinks' idle connections have a longer wait_timeout of their own and are still open (number "
                + IdleConnections.inWords(sinks) + "): killed now, as a firewall or an administrator would");
        speakAgain(stage, silent);
        if (!Collections.disjoint(sinks, connections.idleFor(Duration.ZERO))) {
            throw new IllegalStateException("MySQL did not close the sinks' idle connections, so nothing was shown.");
        }
    }

    private static void speakAgain(Stage stage, Snapshot silent) throws InterruptedException {
        stage.house().speak();
        Snapshot first = stage.sightings()
                .await(
                        now -> now.database().stored() > silent.database().stored() && now.allRun(),
                        PATIENCE,
                        "rows arrive again after the silence");
        stage.tell("  the house speaks again: "
                + (first.database().stored() - silent.database().stored())
                + " new rows at the first look, over new connections; every connector and task is RUNNING");
    }
}
