// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found at the far end, when nothing moved any more.
 *
 * @param inKafka the readings of the source's topic
 * @param rows the history table, in the order in which its rows were inserted
 * @param latest the table that keeps the last reading of each device
 * @param letters the dead-letter queue
 */
public record Stored(
        Map<Position, Reading.Id> inKafka, List<Row> rows, Map<String, Reading> latest, List<Letter> letters) {
    public Stored {
        // Map.copyOf probes one place after the other, and the hashes of positions stand side by side: that takes the
        // square of their number
        inKafka = Collections.unmodifiableMap(new HashMap<>(inKafka));
        rows = List.copyOf(rows);
        latest = Map.copyOf(latest);
        letters = List.copyOf(letters);
    }

    /** A record's place in the source's topic. */
    public record Position(int partition, long offset) {
        @Override
        public String toString() {
            return partition + "@" + offset;
        }
    }

    /** @param from the record that it was made of, as the sink says */
    public record Row(Reading reading, Position from) {}

    /**
     * @param reading empty when the payload is not a reading
     * @param from the record that was reported as errant, as Connect says
     * @param reason why; empty when there is none
     */
    public record Letter(Optional<Reading> reading, Position from, String reason) {}
}
