// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.quickstart.database.HomeDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HouseTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void speaksInEveryFamilyAndBreaksSomething() {
        List<HouseMessage> messages = messages(7, 2000);

        assertThat(messages.stream()
                        .flatMap(m -> m.history().stream())
                        .map(HouseMessage.ExpectedRow::table)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(HomeDatabase.HISTORY);
        assertThat(messages).anyMatch(m -> m.payload().equals("nan"));
        assertThat(messages).anyMatch(m -> m.payload().contains("MCP230XX"));
        assertThat(messages).allMatch(m -> m.topic().startsWith("Home/"));
    }

    @Test
    void numbersItsMessagesWithoutGaps() {
        assertThat(messages(7, 100).stream().map(HouseMessage::id))
                .containsExactlyElementsOf(
                        Stream.iterate(1L, id -> id + 1).limit(100).toList());
    }

    @Test
    void theSameSeedIsTheSameHouse() {
        assertThat(messages(7, 100)).isEqualTo(messages(7, 100)).isNotEqualTo(messages(8, 100));
    }

    private static List<HouseMessage> messages(long seed, int count) {
        House house = new House(seed, NOON);
        return Stream.generate(house::next).limit(count).toList();
    }
}
