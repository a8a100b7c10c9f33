// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.message.MessageProperties.UserProperty;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class InboundMessageTest {
    private static final byte[] EMPTY = {};

    @Test
    void countsAllThatTheSenderCanMakeLarge() {
        String large = "x".repeat(10_000);
        MessageProperties properties = new MessageProperties(
                large, large, new byte[10_000], 60L, Collections.nCopies(3, new UserProperty(large, large)));

        assertThat(InboundMessage.footprint("", EMPTY, properties)).isGreaterThan(90_000);
        assertThat(InboundMessage.footprint(large, new byte[10_000], MessageProperties.NONE))
                .isGreaterThan(20_000);
    }

    @Test
    void countsTheRoomThatTheSmallestMessageTakes() {
        assertThat(InboundMessage.footprint("", EMPTY, MessageProperties.NONE)).isGreaterThan(100);
    }
}
