// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.quickstart.scenario.OwnBroker;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.StackException;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Leaves the person's broker as it was: the source is gone, and so is its session. Once, on whichever thread ends the
 * run; others wait for it.
 */
final class Departure {
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final ConnectClient connect;
    private final OwnBroker broker;
    private final Consumer<String> narrator;
    private boolean left; // guarded by this

    Departure(ConnectClient connect, OwnBroker broker, Consumer<String> narrator) {
        this.connect = connect;
        this.broker = broker;
        this.narrator = narrator;
    }

    synchronized void leave() {
        if (left) {
            return;
        }
        left = true;
        removeSource();
        String session = "The session " + broker.taskClientId() + " at " + broker.uri();
        try {
            boolean isGone = new BrokerSession(broker.uri(), broker.taskClientId(), broker.login()).end();
            narrator.accept(session + (isGone ? " is ended" : " was ended and came back" + afterwards()));
        } catch (MqttException e) {
            narrator.accept(session + " could not be ended (" + e.getMessage() + ")" + afterwards());
        }
    }

    private static String afterwards() {
        return "; the broker forgets it " + OwnBroker.SESSION_EXPIRY_SECONDS + " s after the source is gone";
    }

    /** Its task first: it would come back under its name. */
    private void removeSource() {
        try {
            if (!connect.status(ConnectorPlan.SOURCE).state().equals("ABSENT")) {
                connect.stop(ConnectorPlan.SOURCE);
                connect.awaitStopped(ConnectorPlan.SOURCE, STOPPING);
                connect.delete(ConnectorPlan.SOURCE);
            }
        } catch (StackException e) {
            narrator.accept(e.getMessage());
        }
    }
}
