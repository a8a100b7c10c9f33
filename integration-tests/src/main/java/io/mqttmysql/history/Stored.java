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
 * @param kept the tables that keep one reading of each device
 * @param marks the table whose rows come and go
 * @param letters the dead-letter queue
 */
public record Stored(
        Map<Position, Reading.Id> inKafka,
        List<Row> rows,
        Map<Table, Map<String, Reading>> kept,
        Marks marks,
        List<Letter> letters) {
    public Stored {
        // Map.copyOf probes one place after the other, and the hashes of positions stand side by side: that takes the
        // square of their number
        inKafka = Collections.unmodifiableMap(new HashMap<>(inKafka));
        rows = List.copyOf(rows);
        kept = Map.copyOf(kept);
        letters = List.copyOf(letters);
    }

    /** What keeps one reading of each device, each by another way to write. */
    public enum Table {
        /** {@code insert_if_absent}: the first. */
        FIRST,
        /** {@code upsert}: the last. */
        LATEST,
        /** {@code update}: the last; the rows were there before. */
        KNOWN
    }

    /**
     * Marks that are set and taken away, which is an upsert and a delete.
     *
     * @param inKafka by device those that stand after the last record of the topic
     * @param inTable by device
     */
    public record Marks(Map<String, Long> inKafka, Map<String, Long> inTable) {
        /** Behind the topic of the device. */
        public static final String TOPIC = "/mark";

        public Marks {
            inKafka = Map.copyOf(inKafka);
            inTable = Map.copyOf(inTable);
        }
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
