// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1:3306",
                "tcp://localhost:1883",
                "jdbc:mysql://127.0.1.1/home",
                "jdbc:mysql://[::1]:3306/home",
                "tcp://broker:1883,tcp://localhost:1883"
            })
    void isThisMachine(String addresses) {
        assertThat(Loopback.hint(addresses)).contains("its container");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "tcp://localhost.example.com:1883",
                "tcp://localhosts:1883",
                "jdbc:mysql://db/localhost",
                "jdbc:mysql://[::12]/home",
                "10.127.0.1:3306"
            })
    void isAnother(String addresses) {
        assertThat(Loopback.hint(addresses)).isEmpty();
    }
}
