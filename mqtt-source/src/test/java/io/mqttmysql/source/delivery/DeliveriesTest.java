// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.message.Admission;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.message.Traffic;
import io.mqttmysql.source.testing.Messages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final int RECEIVE_MAXIMUM = 3;

    private final SourceCounters counters = new SourceCounters();
    private final Deliveries deliveries =
            new Deliveries("test", new DeliveryOptions(RECEIVE_MAXIMUM, 100, 1_000, 2, Duration.ofMillis(1)), counters);

    @BeforeEach
    void connect() {
        deliveries.connecting(1, RECEIVE_MAXIMUM);
    }

    @Test
    void handsOutInArrivalOrderUpToTheLimit() throws InterruptedException {
        InboundMessage first = Messages.qos1(1, 1, 10);
        InboundMessage second = Messages.qos0(1, 10);
        InboundMessage third = Messages.qos1(1, 2, 10);
        List.of(first, second, third).forEach(deliveries::accept);

        assertThat(deliveries.drain()).containsExactly(first, second);
        assertThat(deliveries.drain()).containsExactly(third);
        assertThat(deliveries.drain()).isEmpty();
    }

    @Test
    void closesTheWindowAtTheByteBoundAndOpensWithTheNextConnection() throws InterruptedException {
        assertThat(deliveries.accept(Messages.qos1(1, 1, 900))).isEqualTo(Admission.ACCEPTED);
        assertThat(deliveries.accept(Messages.qos1(1, 2, 200))).isEqualTo(Admission.OVER_BYTES);
        // it must not overtake the refused one
        assertThat(deliveries.accept(Messages.qos1(1, 3, 10))).isEqualTo(Admission.STALE);
        assertThat(deliveries.hasRoom()).isFalse();

        deliveries.drain().forEach(message -> deliveries.complete(message.delivery()));
        assertThat(deliveries.hasRoom()).isTrue();
        deliveries.connecting(2, RECEIVE_MAXIMUM);

        assertThat(deliveries.accept(Messages.qos1(2, 1, 200))).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void isIdleOnlyWhenConnectReportedWhatCameOnAnyConnection() throws InterruptedException {
        assertThat(deliveries.traffic()).isEqualTo(new Traffic(0, true));
        deliveries.accept(Messages.qos1(1, 1, 10));
        deliveries.connecting(2, RECEIVE_MAXIMUM);
        assertThat(deliveries.traffic()).as("it waits").isEqualTo(new Traffic(1, false));

        List<InboundMessage> drained = deliveries.drain();
        assertThat(deliveries.traffic()).as("Connect has it").isEqualTo(new Traffic(1, false));

        drained.forEach(message -> deliveries.complete(message.delivery()));
        assertThat(deliveries.traffic()).isEqualTo(new Traffic(1, true));
    }

    @Test
    void takesASingleMessageThatIsLargerThanTheBuffer() {
        assertThat(deliveries.accept(Messages.qos1(1, 1, 5_000))).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void countsWhatKafkaHoldsBackAsWaiting() throws InterruptedException {
        deliveries.accept(Messages.qos0(1, 900));
        InboundMessage handedOut = deliveries.drain().get(0);
        assertThat(deliveries.accept(Messages.qos0(1, 200))).isEqualTo(Admission.DROPPED);

        deliveries.complete(handedOut.delivery());

        assertThat(deliveries.accept(Messages.qos0(1, 200))).isEqualTo(Admission.ACCEPTED);
        assertThat(counters.droppedQos0().sum()).isEqualTo(1);
    }

    @Test
    void doesNotConnectForMoreWhileAWholeWindowOfAForgottenSessionWaits() {
        List.of(1, 2, 3).forEach(id -> deliveries.accept(Messages.qos1(1, id, 1)));
        assertThat(deliveries.hasRoom()).isTrue();

        deliveries.connecting(2, RECEIVE_MAXIMUM);
        deliveries.accept(Messages.qos1(2, 1, 1));

        assertThat(deliveries.hasRoom()).isFalse();
    }

    @Test
    void dropsExactlyTheEpochsOfTheResumedSession() throws InterruptedException {
        deliveries.accept(Messages.qos1(1, 1, 1));
        deliveries.connecting(2, RECEIVE_MAXIMUM);
        deliveries.accept(Messages.qos1(2, 1, 1));
        deliveries.connecting(3, RECEIVE_MAXIMUM);
        deliveries.accept(Messages.qos1(3, 1, 1));

        deliveries.resumed(2, 3);

        assertThat(deliveries.drain())
                .extracting(message -> message.delivery().epoch())
                .containsExactly(1, 3);
        assertThat(counters.droppedForRedelivery().sum()).isEqualTo(1);
    }

    @Test
    void neverAcknowledgesAnEarlierEpoch() throws InterruptedException {
        deliveries.accept(Messages.qos1(1, 1, 1));
        List<InboundMessage> old = deliveries.drain();
        deliveries.connecting(2, RECEIVE_MAXIMUM);

        old.forEach(message -> deliveries.complete(message.delivery()));

        assertThat(deliveries.hasDone()).isFalse();
        assertThat(deliveries.nextDone()).isNull();
    }

    @Test
    void tellsWhyTheSessionGaveUp() throws InterruptedException {
        deliveries.fail("not authorized");

        assertThat(deliveries.drain()).isEmpty();
        assertThat(deliveries.failure()).contains("not authorized");
    }
}
