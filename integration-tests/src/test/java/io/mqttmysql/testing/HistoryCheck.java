// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what the broker acknowledged with what the table holds, message by message. */
public final class HistoryCheck {
    private final Set<Reading> acknowledged;
    private final List<StoredReading> stored;

    private HistoryCheck(List<Reading> acknowledged, List<StoredReading> stored) {
        this.acknowledged = acknowledged.stream()
                .map(r -> new Reading(r.device(), r.sequence(), r.value(), r.storedNote()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.stored = stored;
    }

    public static HistoryCheck of(List<Reading> acknowledged, List<StoredReading> stored) {
        assertThat(acknowledged).as("acknowledged by the broker").isNotEmpty();
        return new HistoryCheck(acknowledged, stored);
    }

    /** Nothing acknowledged is lost, nothing is invented, and content is equal. */
    public HistoryCheck everyMessageIsARow() {
        Set<Reading> inTable = stored.stream().map(StoredReading::reading).collect(Collectors.toSet());
        assertThat(inTable).as("rows, by identity and content").containsExactlyInAnyOrderElementsOf(acknowledged);
        return this;
    }

    /** No record of Kafka was stored twice. */
    public HistoryCheck noRecordIsStoredTwice() {
        assertThat(stored.stream().map(StoredReading::coordinates))
                .as("places in Kafka that rows came from")
                .doesNotHaveDuplicates();
        return this;
    }

    /** No message stands in the table twice, whatever the reason: holds only where MQTT did not repeat either. */
    public HistoryCheck noMessageIsDoubled() {
        assertThat(stored.stream().map(StoredReading::reading)).doesNotHaveDuplicates();
        return this;
    }

    /** First appearances of a device's readings in the table follow its own order. */
    public HistoryCheck inOrderPerDevice() {
        Map<String, Long> last = new HashMap<>();
        stored.stream().sorted(Comparator.comparingLong(StoredReading::id)).forEach(row -> {
            long before = last.getOrDefault(row.reading().device(), 0L);
            assertThat(row.reading().sequence())
                    .as("next reading of %s", row.reading().device())
                    .isLessThanOrEqualTo(before + 1);
            last.put(row.reading().device(), Math.max(before, row.reading().sequence()));
        });
        return this;
    }
}
