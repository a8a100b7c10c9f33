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

class MessageBufferTest {
    private static final int RECEIVE_MAXIMUM = 3;
    private static final int MAX_RECORDS = 2;

    private final SourceCounters counters = new SourceCounters();
    private final MessageBuffer buffer = new MessageBuffer(
            "test", new DeliveryOptions(RECEIVE_MAXIMUM, 100, 1_000, MAX_RECORDS, Duration.ofMillis(1)), counters);

    @BeforeEach
    void connect() {
        buffer.connecting(1, RECEIVE_MAXIMUM, 0);
    }

    @Test
    void handsOutInArrivalOrderUpToTheLimit() throws InterruptedException {
        InboundMessage first = Messages.qos1(1, 1, 10);
        InboundMessage second = Messages.qos0(1, 10);
        InboundMessage third = Messages.qos1(1, 2, 10);
        List.of(first, second, third).forEach(buffer::accept);

        assertThat(drained()).containsExactly(first, second);
        assertThat(drained()).containsExactly(third);
        assertThat(drained()).isEmpty();
    }

    @Test
    void closesTheWindowAtTheByteBoundAndOpensWithTheNextConnection() throws InterruptedException {
        assertThat(buffer.accept(Messages.qos1(1, 1, 900))).isEqualTo(Admission.ACCEPTED);
        assertThat(buffer.accept(Messages.qos1(1, 2, 200))).isEqualTo(Admission.OVER_BYTES);
        // it must not overtake the refused one
        assertThat(buffer.accept(Messages.qos1(1, 3, 10))).isEqualTo(Admission.STALE);

        drained().forEach(message -> buffer.complete(message.delivery()));
        buffer.connecting(2, RECEIVE_MAXIMUM, 1);

        assertThat(buffer.accept(Messages.qos1(2, 1, 200))).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void isIdleOnlyWhenConnectReportedWhatCameOnAnyConnection() throws InterruptedException {
        assertThat(buffer.traffic()).isEqualTo(new Traffic(0, true));
        buffer.accept(Messages.qos1(1, 1, 10));
        buffer.connecting(2, RECEIVE_MAXIMUM, 1);
        assertThat(buffer.traffic()).as("it waits").isEqualTo(new Traffic(1, false));

        List<InboundMessage> handedOut = drained();
        assertThat(buffer.traffic()).as("Connect has it").isEqualTo(new Traffic(1, false));

        handedOut.forEach(message -> buffer.complete(message.delivery()));
        assertThat(buffer.traffic()).isEqualTo(new Traffic(1, true));
    }

    @Test
    void takesASingleMessageThatIsLargerThanTheBuffer() {
        assertThat(buffer.accept(Messages.qos1(1, 1, 5_000))).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void countsWhatKafkaHoldsBackAsWaiting() throws InterruptedException {
        buffer.accept(Messages.qos0(1, 900));
        InboundMessage handedOut = drained().get(0);
        assertThat(buffer.accept(Messages.qos0(1, 200))).isEqualTo(Admission.DROPPED);

        buffer.complete(handedOut.delivery());

        assertThat(buffer.accept(Messages.qos0(1, 200))).isEqualTo(Admission.ACCEPTED);
        assertThat(counters.droppedQos0().sum()).isEqualTo(1);
    }

    @Test
    void holdsNoMoreThanTheBoundWhateverTheQos() {
        assertThat(buffer.accept(Messages.qos0(1, 900))).isEqualTo(Admission.ACCEPTED);

        assertThat(buffer.accept(Messages.qos1(1, 1, 200))).isEqualTo(Admission.OVER_BYTES);
    }

    @Test
    void takesNothingThatMayBeLostWhileSomethingElseFindsNoRoom() throws InterruptedException {
        buffer.accept(Messages.qos0(1, 900));
        InboundMessage handedOut = drained().get(0);
        buffer.accept(Messages.qos0(1, 50));
        buffer.accept(Messages.qos1(1, 1, 200));

        buffer.complete(handedOut.delivery());

        assertThat(buffer.accept(Messages.qos0(1, 10))).isEqualTo(Admission.DROPPED);
        assertThat(buffer.isWorthAsking()).isTrue();
        buffer.connecting(2, RECEIVE_MAXIMUM, 1);
        assertThat(buffer.accept(Messages.qos0(2, 10))).as("not before it came").isEqualTo(Admission.DROPPED);
        assertThat(buffer.accept(Messages.qos1(2, 1, 200))).isEqualTo(Admission.ACCEPTED);
        assertThat(buffer.accept(Messages.qos0(2, 10))).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void leavesHalfToWhatTheBrokerWaitsFor() {
        buffer.accept(Messages.qos1(1, 1, 10));
        assertThat(buffer.accept(Messages.qos0(1, 490))).isEqualTo(Admission.ACCEPTED);

        assertThat(buffer.accept(Messages.qos0(1, 20))).isEqualTo(Admission.DROPPED);
        assertThat(buffer.accept(Messages.qos1(1, 2, 490))).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void asksForTheRestOnceNothingIsHeld() throws InterruptedException {
        buffer.accept(Messages.qos1(1, 1, 400));
        buffer.accept(Messages.qos1(1, 2, 300));
        List<InboundMessage> handedOut = drained();
        assertThat(buffer.accept(Messages.qos1(1, 3, 400))).isEqualTo(Admission.OVER_BYTES);

        buffer.complete(handedOut.get(0).delivery());
        assertThat(buffer.isWorthAsking()).as("the other would come again").isFalse();

        buffer.complete(handedOut.get(1).delivery());
        assertThat(buffer.isWorthAsking()).isTrue();
    }

    @Test
    void doesNotAskWhileWhatFoundNoRoomDoesNotFit() throws InterruptedException {
        buffer.accept(Messages.qos1(1, 1, 100));
        buffer.accept(Messages.qos0(1, 400));
        List<InboundMessage> handedOut = drained();
        buffer.accept(Messages.qos1(1, 2, 700));

        buffer.complete(handedOut.get(0).delivery());
        assertThat(buffer.isWorthAsking()).isFalse();

        buffer.complete(handedOut.get(1).delivery());
        assertThat(buffer.isWorthAsking()).isTrue();
    }

    @Test
    void takesAsManySmallMessagesAsThereArePacketIds() throws InterruptedException {
        MessageBuffer large = new MessageBuffer(
                "test",
                new DeliveryOptions(RECEIVE_MAXIMUM, 100, 1 << 30, MAX_RECORDS, Duration.ofMillis(1)),
                counters);
        large.connecting(1, 65_535, 0);

        for (int id = 1; id <= 65_535; id++) {
            assertThat(large.accept(Messages.qos1(1, id, 1))).isEqualTo(Admission.ACCEPTED);
        }

        assertThat(large.inFlight()).isEqualTo(65_535);
    }

    @Test
    void neverAcknowledgesAnEarlierEpoch() throws InterruptedException {
        buffer.accept(Messages.qos1(1, 1, 1));
        List<InboundMessage> old = drained();
        buffer.connecting(2, RECEIVE_MAXIMUM, 1);

        old.forEach(message -> buffer.complete(message.delivery()));

        assertThat(buffer.hasDone()).isFalse();
        assertThat(buffer.nextDone()).isNull();
    }

    @Test
    void tellsWhyTheSessionGaveUp() throws InterruptedException {
        buffer.fail("not authorized");

        assertThat(drained()).isEmpty();
        assertThat(buffer.failure()).contains("not authorized");
    }

    private List<InboundMessage> drained() throws InterruptedException {
        return buffer.drain(MAX_RECORDS, Duration.ofMillis(1));
    }
}
