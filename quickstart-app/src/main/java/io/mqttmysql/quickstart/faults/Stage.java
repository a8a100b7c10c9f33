// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import io.mqttmysql.quickstart.house.HouseThread;
import io.mqttmysql.quickstart.screen.Sightings;
import io.mqttmysql.stack.MySqlServer;
import java.util.function.Consumer;

/**
 * What an act may use.
 *
 * @param mySql started by this run, so that it may be set and stopped
 * @param narrator gets one sentence for each thing that happens
 */
public record Stage(MySqlServer mySql, HouseThread house, Sightings sightings, Consumer<String> narrator) {
    void tell(String sentence) {
        narrator.accept(sentence);
    }
}
