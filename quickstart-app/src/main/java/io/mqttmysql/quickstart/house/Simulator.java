// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;

/** The simulated house by itself, as a container runs it: it publishes until it is ended, or cannot. */
public final class Simulator {
    private Simulator() {}

    /** @param arguments the broker's URI, and messages a second */
    public static void main(String[] arguments) throws MqttException, InterruptedException {
        long seed = System.nanoTime(); // another day in the house with each start
        try (Publisher publisher = new Publisher(arguments[0], "simulated-house", new MqttConnectionOptions())) {
            publisher.open();
            publisher.sayOnline();
            HouseThread house =
                    new HouseThread(publisher, new House(seed, Clock.systemUTC()), Integer.parseInt(arguments[1]));
            house.start();
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                house.failIfBroken();
                publisher.acknowledged().clear(); // nobody asks what they were
            }
        }
    }
}
