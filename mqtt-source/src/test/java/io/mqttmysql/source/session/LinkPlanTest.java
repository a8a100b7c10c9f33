// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.testing.RunningTask;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkPlanTest {
    private final LinkException silence = new LinkException(Kind.LOST, "no SUBACK within 10000 ms");
    private final LinkPlan plan = plan();

    private static LinkPlan plan() {
        Map<String, String> properties = RunningTask.properties("tcp://broker:1883");
        properties.put("mqtt.connect.timeout.ms", "10000");
        MqttSourceConfig config = MqttSourceConfig.parse(properties);
        return new LinkPlan(config.connection(), config.delivery(), true);
    }

    /** Else a broker that needs eleven seconds would never get them. */
    @Test
    void waitsLongerAtEachTryThatWasNotAnswered() {
        assertThat(plan.next().patience()).isEqualTo(Duration.ofSeconds(10));
        fail(Duration.ZERO);
        assertThat(plan.next().patience()).isEqualTo(Duration.ofSeconds(20));
        fail(Duration.ZERO);
        assertThat(plan.next().patience()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void neverWaitsLongerThanFiveMinutesAndABit() {
        for (int i = 0; i < 1_000; i++) {
            fail(Duration.ZERO);
        }

        assertThat(plan.next().patience()).isEqualTo(Duration.ofSeconds(320));
    }

    @Test
    void waitsAsAtFirstOnceALinkWasUp() {
        fail(Duration.ZERO);
        plan.up();
        fail(Duration.ofSeconds(1));

        assertThat(plan.next().patience()).isEqualTo(Duration.ofSeconds(10));
    }

    private void fail(Duration upFor) {
        plan.failed(plan.next(), silence, upFor);
    }
}
