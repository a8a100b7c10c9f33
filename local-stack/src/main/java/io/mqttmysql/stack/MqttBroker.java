// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.nio.file.Path;

/** A broker for MQTT 5 and 3.1.1 on loopback: everybody may connect, nothing is dropped for want of room. */
public abstract class MqttBroker extends ServerProcess {
    private final int port;

    MqttBroker(Workplace workplace, int port) {
        super("mqtt-broker", workplace);
        this.port = port;
    }

    /** Which program it is. */
    public enum Kind {
        /** HiveMQ CE, which the stack brings along. */
        HIVEMQ {
            @Override
            MqttBroker on(Workplace workplace, Programs programs, int port) {
                return new HiveMq(workplace, programs, port);
            }
        },
        /** The system's own mosquitto, which must be installed. */
        MOSQUITTO {
            @Override
            MqttBroker on(Workplace workplace, Programs programs, int port) {
                return new Mosquitto(workplace, port);
            }
        };

        abstract MqttBroker on(Workplace workplace, Programs programs, int port);
    }

    /** For example {@code tcp://127.0.0.1:20123}. */
    public final String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The file or folder of its sessions. */
    abstract Path data();

    /** As if its disk were new; it must not run. */
    public final void forget() throws IOException {
        Workplace.delete(data());
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    final String title() {
        return "MQTT broker";
    }

    @Override
    final String address() {
        return uri();
    }

    @Override
    boolean serves() {
        return PortLease.answers(port); // the listener is the last thing that a broker starts
    }
}
