// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.Arrays;
import java.util.Optional;

/** The versions of MQTT that the connector speaks. */
public enum ProtocolVersion {
    /** The broker is told how many messages may be unacknowledged and how long to keep the session. */
    MQTT_5("5"),
    /** For brokers that know nothing newer. It has no receive maximum, no session expiry and no properties. */
    MQTT_3_1_1("3.1.1");

    private final String number;

    ProtocolVersion(String number) {
        this.number = number;
    }

    /** As it is written in {@code mqtt.protocol.version}. */
    public String number() {
        return number;
    }

    static Optional<ProtocolVersion> numbered(String number) {
        return Arrays.stream(values())
                .filter(version -> version.number.equals(number))
                .findFirst();
    }
}
