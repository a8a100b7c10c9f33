// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.message.Admission;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.message.Traffic;
import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.testing.Messages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LinkAttendanceTest {
    private static final int LOOKS = 50;

    private final FakeLink link = new FakeLink();
    private final ScriptedInbox inbox = new ScriptedInbox();
    private final LinkAttendance attendance =
            new LinkAttendance(inbox, new SessionThread(() -> {}, "unused"), new OutageLog("house-0"));

    @Test
    void givesUpWhereNothingCame() {
        inbox.traffic = look -> new Traffic(7, true);

        assertThatThrownBy(() -> attendance.during(link, Duration.ZERO).on(link.answer, "SUBACK"))
                .isInstanceOfSatisfying(
                        LinkException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.LOST))
                .hasMessage("no SUBACK within 0 ms");
    }

    /** A flood of retained messages, each of them in Kafka at once. */
    @Test
    void waitsAsLongAsMessagesCome() throws Exception {
        inbox.traffic = look -> new Traffic(look, true);

        assertThat(attendance.during(link, Duration.ZERO).on(link.answer, "SUBACK"))
                .containsExactly(1);
    }

    /** The broker waits for an acknowledgement, and that for Kafka. */
    @Test
    void waitsAsLongAsMessagesAreHeld() throws Exception {
        inbox.traffic = look -> new Traffic(7, false);

        assertThat(attendance.during(link, Duration.ZERO).on(link.answer, "SUBACK"))
                .containsExactly(1);
    }

    @Test
    void acknowledgesWhileItWaits() throws Exception {
        inbox.traffic = look -> new Traffic(7, false);
        inbox.done.add(Messages.delivery(1, 3, 10));

        attendance.during(link, Duration.ZERO).on(link.answer, "SUBACK");

        assertThat(link.acknowledged).containsExactly(3);
    }

    @Test
    void tellsTheLossOfTheLinkAtOnce() {
        inbox.traffic = look -> new Traffic(7, false);
        link.loss = new LinkException(Kind.LOST, "connection reset");

        assertThatThrownBy(() -> attendance.during(link, Duration.ofDays(1)).on(link.answer, "SUBACK"))
                .isSameAs(link.loss);
    }

    /** Its acknowledgements go first, so that those messages do not come again. */
    @Test
    void leavesAFullLinkInGoodOrderWhenThereIsRoom() {
        link.saturation = new LinkException(Kind.OVER_BYTES, "full");
        inbox.traffic = look -> new Traffic(7, false);
        inbox.done.add(Messages.delivery(1, 3, 10));

        assertThatThrownBy(() -> attendance.attend(link)).isSameAs(link.saturation);

        assertThat(link.acknowledged).containsExactly(3);
        assertThat(link.hasLeft).isTrue();
    }

    /** Its traffic is the test's; the answer comes when it was looked at so often. */
    private final class ScriptedInbox implements Inbox {
        final Deque<Delivery> done = new ArrayDeque<>();
        IntFunction<Traffic> traffic;
        private int looks;

        @Override
        public Traffic traffic() {
            looks++;
            if (looks == LOOKS) {
                link.answer.complete(new int[] {1});
            }
            return traffic.apply(looks);
        }

        @Override
        public void connecting(int epoch, int capacity, int predecessor) {
            // nothing is kept
        }

        @Override
        public Admission accept(InboundMessage message) {
            return Admission.DROPPED;
        }

        @Override
        public Delivery nextDone() {
            return done.poll();
        }

        /** Always, so that nobody parks. */
        @Override
        public boolean hasDone() {
            return true;
        }

        @Override
        public boolean isWorthAsking() {
            return true;
        }

        @Override
        public void fail(String sentence) {
            throw new AssertionError(sentence);
        }
    }
}
