// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DropWarningTest {
    private long now = -5;

    @Test
    void speaksOnceAMinute() {
        DropWarning warning = new DropWarning("test", () -> now);

        assertThat(warning.dropped(1, 10)).isTrue();
        now += Duration.ofSeconds(59).toNanos();
        assertThat(warning.dropped(2, 10)).isFalse();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(warning.dropped(3, 10)).isTrue();
    }
}
