// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.session.Reconnection.Decision;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectionTest {
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private long now = -5;
    private long confirmed;
    private final Reconnection reconnection = reconnectionTo(1);

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
    void failsAtTheFifthRefusalInHalfAMinute() {
        for (int i = 1; i < Reconnection.MAX_REFUSALS; i++) {
            assertThat(after(Kind.REFUSED, Duration.ZERO).fatal()).isEmpty();
        }
        now += PATIENCE.toNanos();

        assertThat(after(Kind.REFUSED, Duration.ZERO).fatal())
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("5 times").contains("the reason"));
    }

    @Test
    void asksOnWhileWhatChecksThePasswordMayBeAway() {
        for (int i = 1; i < 10 * Reconnection.MAX_REFUSALS; i++) {
            assertThat(after(Kind.REFUSED, Duration.ZERO).fatal()).isEmpty();
        }
        now += PATIENCE.toNanos() - 1;
        assertThat(after(Kind.REFUSED, Duration.ZERO).fatal()).isEmpty();

        now++;

        assertThat(after(Kind.REFUSED, Duration.ZERO).fatal()).isPresent();
    }

    @Test
    void spreadsItsQuestionsToABrokerThatRefuses() {
        assertThat(after(Kind.REFUSED, Duration.ZERO).delay()).hasMillis(750);
        assertThat(after(Kind.REFUSED, Duration.ZERO).delay()).hasMillis(1_500);
        assertThat(after(Kind.REFUSED, Duration.ZERO).delay()).hasMillis(3_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REFUSED", "ELSEWHERE"})
    void asksOnAtTheLongestWaitOnceItWorked(Kind kind) {
        reconnection.worked();
        for (int i = 0; i < 10_000; i++) {
            now += PATIENCE.toNanos();
            assertThat(after(kind, Duration.ZERO)).isEqualTo(new Decision(Duration.ofSeconds(45), Optional.empty()));
        }
    }

    @Test
    void turnsToTheNextServerAtOnceUntilAllHaveSentItOn() {
        Reconnection three = reconnectionTo(3);
        three.worked();
        LinkException elsewhere = new LinkException(Kind.ELSEWHERE, "the reason");

        for (int i = 0; i < 3; i++) {
            assertThat(three.afterFailure(elsewhere, Duration.ZERO).delay()).isZero();
            assertThat(three.afterFailure(elsewhere, Duration.ZERO).delay()).isZero();
            assertThat(three.afterFailure(elsewhere, Duration.ZERO).delay()).hasSeconds(45);
        }
    }

    @Test
    void failsWhereAllServersSendItOnFromTheStart() {
        Reconnection two = reconnectionTo(2);
        LinkException elsewhere = new LinkException(Kind.ELSEWHERE, "the reason");
        for (int i = 1; i < 2 * Reconnection.MAX_REFUSALS; i++) {
            assertThat(two.afterFailure(elsewhere, Duration.ZERO).fatal()).isEmpty();
        }
        now += PATIENCE.toNanos();

        assertThat(two.afterFailure(elsewhere, Duration.ZERO).fatal()).isPresent();
    }

    @Test
    void asksEveryServerFiveTimes() {
        Reconnection three = reconnectionTo(3);
        LinkException refused = new LinkException(Kind.REFUSED, "the reason");

        for (int i = 1; i < 3 * Reconnection.MAX_REFUSALS; i++) {
            assertThat(three.afterFailure(refused, Duration.ZERO).fatal()).isEmpty();
        }
        now += PATIENCE.toNanos();
        assertThat(three.afterFailure(refused, Duration.ZERO).fatal()).isPresent();
    }

    @Test
    void waitsLongForAClientThatTookTheSessionAndThenFails() {
        for (int i = 1; i < Reconnection.MAX_REFUSALS; i++) {
            // a minute in between is not peace
            assertThat(after(Kind.TAKEN_OVER, MAX).delay()).hasSeconds(45);
        }

        assertThat(after(Kind.TAKEN_OVER, MAX).fatal()).isPresent();
    }

    @Test
    void takesItsSessionBackLongerWhileItsRecordsReachKafka() {
        for (int i = 1; i < Reconnection.MAX_TAKEOVERS; i++) {
            assertThat(after(Kind.TAKEN_OVER, MAX).fatal()).isEmpty();
            confirmed++;
        }

        assertThat(after(Kind.TAKEN_OVER, MAX).fatal())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("20 times", "mqtt.client.id"));
    }

    private Reconnection reconnectionTo(int servers) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), MAX, () -> 0.5);
        return new Reconnection(backoff, servers, () -> now, () -> confirmed);
    }

    private Reconnection.Decision after(Kind kind, Duration upFor) {
        return reconnection.afterFailure(new LinkException(kind, "the reason"), upFor);
    }
}
