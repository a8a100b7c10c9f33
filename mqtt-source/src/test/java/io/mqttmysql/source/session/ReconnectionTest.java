// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.session.LinkException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectionTest {
    private static final Duration MAX = Duration.ofSeconds(60);

    private final Reconnection reconnection =
            new Reconnection(new ReconnectBackoff(Duration.ofSeconds(1), MAX, () -> 0.5), 1);

    @Test
    void waitsForAnAbsentBrokerForEver() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(after(Kind.UNREACHABLE, Duration.ZERO).fatal()).isEmpty();
        }
        assertThat(after(Kind.UNREACHABLE, Duration.ZERO).delay()).hasSeconds(30);
    }

    @Test
    void startsOverAfterALinkThatLasted() {
        after(Kind.LOST, Duration.ZERO);
        after(Kind.LOST, Duration.ZERO);

        assertThat(after(Kind.LOST, Duration.ofSeconds(1)).delay()).hasSeconds(2);
        assertThat(after(Kind.LOST, MAX).delay()).hasMillis(500);
    }

    @Test
    void failsAtTheFifthRefusalInARow() {
        for (int i = 1; i < Reconnection.MAX_REFUSALS; i++) {
            assertThat(after(Kind.REFUSED, Duration.ZERO).fatal()).isEmpty();
        }

        assertThat(after(Kind.REFUSED, Duration.ZERO).fatal())
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("5 times").contains("the reason"));
    }

    @Test
    void forgivesRefusalsAfterALinkThatLasted() {
        for (int i = 1; i < Reconnection.MAX_REFUSALS; i++) {
            after(Kind.REFUSED, Duration.ZERO);
        }
        after(Kind.LOST, MAX);

        assertThat(after(Kind.REFUSED, Duration.ZERO).fatal()).isEmpty();
    }

    @Test
    void asksEveryServerFiveTimes() {
        Reconnection three = new Reconnection(new ReconnectBackoff(Duration.ofSeconds(1), MAX, () -> 0.5), 3);
        LinkException refused = new LinkException(Kind.REFUSED, "the reason");

        for (int i = 1; i < 3 * Reconnection.MAX_REFUSALS; i++) {
            assertThat(three.afterFailure(refused, Duration.ZERO).fatal()).isEmpty();
        }
        assertThat(three.afterFailure(refused, Duration.ZERO).fatal()).isPresent();
    }

    @Test
    void waitsLongForAClientThatTookTheSessionAndThenFails() {
        for (int i = 1; i < Reconnection.MAX_REFUSALS; i++) {
            // a minute in between is no peace
            assertThat(after(Kind.TAKEN_OVER, MAX).delay()).hasSeconds(45);
        }

        assertThat(after(Kind.TAKEN_OVER, MAX).fatal()).isPresent();
    }

    private Reconnection.Decision after(Kind kind, Duration upFor) {
        return reconnection.afterFailure(new LinkException(kind, "the reason"), upFor);
    }
}
