// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class GivenUpRecordsTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final SourceRecord record = new SourceRecord(Map.of(), Map.of(), "readings", null, null);

    @Test
    void speaksOnceAMinute() {
        GivenUpRecords givenUp = new GivenUpRecords("house-0", true, clock::get);
        record.headers().addString("mqtt.topic", "Home/x");

        assertThat(givenUp.dropped(record, 1)).isTrue();
        assertThat(givenUp.dropped(record, 2)).isFalse();

        clock.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        assertThat(givenUp.dropped(record, 3)).isFalse();
        clock.addAndGet(1);
        assertThat(givenUp.dropped(record, 4)).isTrue();
    }

    @Test
    void saysNothingWhereOnlyFiltersDropRecords() {
        GivenUpRecords strict = new GivenUpRecords("house-0", false, clock::get);

        assertThat(strict.dropped(record, 1)).isFalse();
    }
}
