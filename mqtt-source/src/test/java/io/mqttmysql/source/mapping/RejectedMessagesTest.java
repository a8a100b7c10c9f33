// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.OnRejection;
import io.mqttmysql.source.config.RejectionOptions;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.message.Rejection.Reason;
import io.mqttmysql.source.message.SourceCounters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RejectedMessagesTest {
    private final AtomicLong clock = new AtomicLong();
    private final RejectedMessages rejected = new RejectedMessages(
            new RejectionOptions(OnRejection.SKIP, Optional.empty(), 1_000),
            "house-0",
            new SourceCounters(),
            clock::get);

    @Test
    void speaksOnceAMinuteForEachReason() {
        assertThat(rejected.say(message(Reason.TOO_LARGE))).isTrue();
        assertThat(rejected.say(message(Reason.TOO_LARGE))).isFalse();
        assertThat(rejected.say(message(Reason.MALFORMED_TOPIC))).isTrue();

        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(rejected.say(message(Reason.TOO_LARGE))).isFalse();

        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(rejected.say(message(Reason.TOO_LARGE))).isTrue();
    }

    private static Rejection message(Reason reason) {
        return new Rejection(reason, "Home/x", 2_000);
    }
}
