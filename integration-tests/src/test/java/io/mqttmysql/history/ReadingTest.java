// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Reading.Id ID = new Reading.Id("attic", 7);

    @Test
    void isReadBackAsItWasSent() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            Reading reading = Reading.random(ID, random);

            assertThat(Reading.parse("attic", reading.payload())).contains(reading);
            assertThat(reading.isStorable()).isTrue();
        }
    }

    @Test
    void aPoisonIsReadBackToo() {
        Reading poison = Reading.poison(ID);

        assertThat(Reading.parse("attic", poison.payload())).contains(poison);
        assertThat(poison.isStorable()).isFalse();
    }

    @Test
    void whatIsNoReadingIsNone() {
        assertThat(Reading.parse("attic", new byte[0])).isEmpty();
        assertThat(Reading.parse("attic", "{\"seq\": oops".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Reading.parse("attic", "{\"value\": 1}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
