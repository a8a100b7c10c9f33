// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import io.mqttmysql.quickstart.scenario.Trouble;
import io.mqttmysql.stack.StackException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Plays the acts one after the other on a thread of its own while the house publishes and the watch looks. Any
 * thread.
 */
public final class FaultShow {
    private final Stage stage;
    private final List<Act> acts;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "fault-show");

    public FaultShow(Stage stage, List<Act> acts) {
        this.stage = stage;
        this.acts = List.copyOf(acts);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * @return whether all acts were played
     * @throws IllegalStateException when one failed
     */
    public boolean isOver() {
        if (failure.get() != null) {
            throw new IllegalStateException(Trouble.inWords(failure.get()), failure.get());
        }
        return !thread.isAlive();
    }

    private void run() {
        try {
            for (Act act : acts) {
                act.play(stage);
            }
        } catch (SQLException | StackException | IllegalStateException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.set(e);
        }
    }
}
