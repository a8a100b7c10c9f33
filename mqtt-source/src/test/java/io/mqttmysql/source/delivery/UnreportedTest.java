// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.message.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When silence about a record means that Connect dropped it, and when it means nothing. */
class UnreportedTest {
    private final Unreported unreported = new Unreported();
    private final Delivery first = Delivery.atLeastOnce(1, 1, 10);
    private final Delivery second = Delivery.atLeastOnce(1, 2, 10);

    @Test
    void whatIsNotReportedWhenAllIsSettledWasDropped() {
        unreported.handedOut(List.of(first, second));
        first.complete();

        unreported.settled();

        assertThat(unreported.dropped()).containsExactly(second);
        assertThat(unreported.dropped()).as("once").isEmpty();
    }

    @Test
    void saysNothingWhileATransactionIsOpen() {
        unreported.handedOut(List.of(first));

        assertThat(unreported.dropped()).isEmpty();
    }

    @Test
    void saysNothingWhenAnotherThreadCommits() throws InterruptedException {
        unreported.handedOut(List.of(first));
        Thread offsets = new Thread(unreported::settled);
        offsets.start();
        offsets.join();

        assertThat(unreported.dropped()).isEmpty();
    }

    @Test
    void asksForEachPollAnew() {
        unreported.handedOut(List.of(first));
        unreported.settled();
        assertThat(unreported.dropped()).containsExactly(first);

        unreported.handedOut(List.of(second));

        assertThat(unreported.dropped()).isEmpty();
    }
}
