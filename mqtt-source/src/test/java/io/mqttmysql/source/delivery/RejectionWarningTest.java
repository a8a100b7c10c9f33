// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.message.Rejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RejectionWarningTest {
    private long now = -5;

    @Test
    void speaksOnceAMinute() {
        RejectionWarning warning = new RejectionWarning("test", () -> now);
        Rejection rejection = new Rejection(Rejection.Reason.TOO_LARGE, "Home/x", 2_000_000);

        assertThat(warning.rejected(rejection)).isTrue();
        now += Duration.ofSeconds(59).toNanos();
        assertThat(warning.rejected(rejection)).isFalse();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(warning.rejected(rejection)).isTrue();
    }
}
