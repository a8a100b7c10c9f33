// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.session.LinkException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonCodeTest {
    @ParameterizedTest
    @CsvSource({
        "0x84, REFUSED", // another protocol version
        "0x86, REFUSED", // bad user name or password
        "0x87, REFUSED", // not authorized
        "0x88, UNAVAILABLE", // server unavailable
        "0x89, UNAVAILABLE", // server busy
        "0x97, UNAVAILABLE", // quota exceeded
    })
    void classifiesTheAnswerToConnect(String code, Kind expected) {
        assertThat(ReasonCode.ofConnect(Integer.decode(code))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0x8B, LOST", // shutting down
        "0x8E, TAKEN_OVER", // session taken over
        "0x87, REFUSED", // some brokers end the connection over a forbidden subscription
        "0x93, LOST", // receive maximum exceeded
    })
    void classifiesTheEndOfAConnection(String code, Kind expected) {
        assertThat(ReasonCode.ofDisconnect(Integer.decode(code))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x88 | server unavailable (0x88)",
                "0x86 | bad user name or password (0x86); check mqtt.username and mqtt.password",
                "0xB0 | reason code 0xB0",
            })
    void saysWhatItMeansAndWhatToDo(String code, String expected) {
        assertThat(ReasonCode.describe(Integer.decode(code))).isEqualTo(expected);
    }
}
