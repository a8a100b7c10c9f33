// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.MqttBroker;
import java.time.Duration;
import java.util.List;

/**
 * What the person asked for on the command line.
 *
 * @param duration how long faults happen
 * @param seed of the readings, and of which fault happens when and for how long
 * @param faults beginnings of names; empty for all
 * @param rate readings a second
 */
record ChaosOptions(Duration duration, long seed, List<String> faults, Promise promise, int rate, Mqtt mqtt) {
    /**
     * The source's side.
     *
     * @param protocol {@code mqtt.protocol.version} of the source
     */
    record Mqtt(MqttBroker.Kind broker, String protocol) {}

    /** The history is held in memory. */
    private static final long MAX_READINGS = 2_000_000;

    /** @throws IllegalArgumentException when these are too many readings, in one sentence */
    ChaosOptions {
        if (rate * duration.toSeconds() > MAX_READINGS) {
            throw new IllegalArgumentException(rate + " readings a second for " + duration.toSeconds()
                    + " s are more than the " + MAX_READINGS
                    + " that the history can hold: give a shorter --for or a lower --rate.");
        }
    }
}
