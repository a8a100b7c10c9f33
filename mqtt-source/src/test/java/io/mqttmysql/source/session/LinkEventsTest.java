// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.session.LinkException.Kind;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

/** A fault keeps its stack trace until it is in the log: a sentence does not say where it lies. */
class LinkEventsTest {
    private final IllegalStateException fault = new IllegalStateException("no place");

    @Test
    void aFaultWhileAMessageIsTakenOverIsTheReasonOfTheLoss() {
        Inbox inbox = (Inbox) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Inbox.class}, (proxy, method, arguments) -> {
                    throw fault;
                });
        MqttLink.Request request = new MqttLink.Request(
                1, "tcp://broker:1883", MqttLink.Start.RESUME, 10, ProtocolVersion.MQTT_5, Duration.ofSeconds(1));
        LinkEvents events = new LinkEvents(request, inbox, () -> {});

        events.arrived("Home/attic", new Arrival(new byte[0], 1, false, MessageProperties.NONE));

        assertThat(events.loss()).hasCause(fault).hasMessageContaining("a fault of this connector");
        assertThat(events.loss().kind()).isEqualTo(Kind.LOST);
        assertThat(events.loss().saying(" (again)")).hasCause(fault);
    }

    @Test
    void aFaultThatTheLibraryWrapsIsToldApartFromALine() {
        assertThat(PahoFailures.ofLoss(new MqttException(fault))).hasCause(fault);
        assertThat(PahoFailures.ofLoss(new MqttException(new IOException("cut"))))
                .hasNoCause();
    }
}
