// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.testing.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When silence about a record means that Connect dropped it, and when it means nothing. */
class UnreportedTest {
    private final Unreported unreported = new Unreported();
    private final Delivery first = Messages.delivery(1, 1, 10);
    private final Delivery second = Messages.delivery(1, 2, 10);

    @Test
    void whatIsNotReportedWhenItsBatchIsSentAndAllIsSettledWasDropped() {
        unreported.handedOut(List.of(first, second));
        first.complete();
        unreported.settled();
        assertThat(unreported.dropped())
                .as("only the poll that begins shows that the batch is sent")
                .isEmpty();

        unreported.settled();

        assertThat(unreported.dropped()).containsExactly(second);
        unreported.settled();
        assertThat(unreported.dropped()).as("once").isEmpty();
    }

    @Test
    void saysNothingOfABatchThatMayBeSentInPart() {
        unreported.handedOut(List.of(first));
        unreported.dropped();
        unreported.handedOut(List.of(second));

        unreported.settled();

        assertThat(unreported.dropped()).containsExactly(first);
    }

    @Test
    void saysNothingWhileATransactionIsOpen() {
        unreported.handedOut(List.of(first));
        unreported.dropped();

        assertThat(unreported.dropped()).isEmpty();
    }

    @Test
    void saysNothingWhenAnotherThreadCommits() throws InterruptedException {
        unreported.handedOut(List.of(first));
        unreported.dropped();
        Thread offsets = new Thread(unreported::settled);
        offsets.start();
        offsets.join();

        assertThat(unreported.dropped()).isEmpty();
    }

    @Test
    void waitsUntilAllIsReportedOrSettled() {
        assertThat(unreported.isWaiting()).isFalse();
        unreported.handedOut(List.of(first));
        assertThat(unreported.isWaiting()).isTrue();
        unreported.dropped();
        assertThat(unreported.isWaiting()).isTrue();
        first.complete();
        assertThat(unreported.isWaiting()).as("reported").isFalse();

        unreported.handedOut(List.of(second));
        unreported.dropped();
        unreported.settled();
        unreported.dropped();

        assertThat(unreported.isWaiting()).as("settled").isFalse();
    }
}
