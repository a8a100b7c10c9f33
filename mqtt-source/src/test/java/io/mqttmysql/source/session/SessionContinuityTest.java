// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionContinuityTest {
    private final SessionContinuity continuity = new SessionContinuity(false);

    @Test
    void countsFromTheConnectionThatBeganTheSession() {
        assertThat(continuity.connected("a", 1, SessionState.NEW)).isEqualTo(1);
        assertThat(continuity.connected("a", 2, SessionState.RESUMED)).isEqualTo(1);
        assertThat(continuity.connected("a", 3, SessionState.NEW)).isEqualTo(3);
        assertThat(continuity.connected("a", 5, SessionState.RESUMED)).isEqualTo(3);
    }

    @Test
    void trustsNoSessionAfterAnAttemptWithoutAnAnswer() {
        continuity.connected("a", 1, SessionState.NEW);
        continuity.uncertain();

        assertThat(continuity.connected("a", 3, SessionState.RESUMED)).isEqualTo(3);
        assertThat(continuity.connected("a", 4, SessionState.RESUMED)).isEqualTo(3);
    }

    @Test
    void keepsTheSessionsOfServersApart() {
        continuity.connected("a", 1, SessionState.NEW);

        assertThat(continuity.connected("b", 2, SessionState.RESUMED)).isEqualTo(2);
        assertThat(continuity.connected("a", 3, SessionState.RESUMED)).isEqualTo(3);
    }
}
