// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionContinuityTest {
    private final SessionContinuity continuity = new SessionContinuity(false);

    @Test
    void goesOnFromTheLastConnectionThatWasAccepted() {
        assertThat(continuity.predecessor("a")).isZero();
        continuity.connected("a", 1, SessionState.NEW);
        continuity.connected("a", 2, SessionState.RESUMED);

        assertThat(continuity.predecessor("a")).isEqualTo(2);
    }

    @Test
    void remembersItsSubscriptionsAsLongAsTheSession() {
        continuity.connected("a", 1, SessionState.NEW);
        continuity.subscribed();
        continuity.connected("a", 2, SessionState.RESUMED);
        assertThat(continuity.isSubscribed()).isTrue();

        continuity.connected("a", 3, SessionState.NEW);

        assertThat(continuity.isSubscribed()).isFalse();
    }

    @Test
    void trustsNoSessionAfterAnAttemptWithoutAnAnswer() {
        continuity.connected("a", 1, SessionState.NEW);
        continuity.uncertain();
        assertThat(continuity.predecessor("a")).isZero();

        continuity.connected("a", 3, SessionState.RESUMED);

        assertThat(continuity.predecessor("a")).isEqualTo(3);
    }

    @Test
    void keepsTheSessionsOfServersApart() {
        continuity.connected("a", 1, SessionState.NEW);
        assertThat(continuity.predecessor("b")).isZero();

        continuity.connected("b", 2, SessionState.RESUMED);

        assertThat(continuity.predecessor("a")).isZero();
    }
}
