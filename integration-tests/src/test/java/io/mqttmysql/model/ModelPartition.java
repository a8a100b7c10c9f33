// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** A partition of a topic: what Kafka has of it, and what its consumer group has committed. One thread. */
final class ModelPartition {
    private final int number;
    private final List<Entry> entries = new ArrayList<>();
    private int epoch;
    private OptionalLong committed = OptionalLong.empty();

    /** What stands at an offset. */
    enum Kind {
        /** A row is to be there, once. */
        GOOD,
        /** A letter is to be there, and no row: it does not fit its table. */
        UNFIT,
        /** The same: the server refuses it. */
        REFUSED,
        /** A transformation drops it. */
        FILTERED,
        /** The mark of a Kafka transaction, or what compaction left out: nobody sees it. */
        GAP;

        boolean isDelivered() {
            return this != FILTERED && this != GAP;
        }
    }

    /**
     * @param epoch which topic of this name it is in
     * @param time milliseconds
     */
    record Entry(int partition, int epoch, long offset, Kind kind, long time) {
        /** Of the record among all of a history. */
        String id() {
            return partition + "/" + epoch + "/" + offset;
        }

        /** Which of two things it is about. */
        long slot() {
            return offset % 2;
        }

        /** Often what was said of that thing before. */
        long state() {
            return offset / 6 % 2;
        }

        /** Of the thing among all. */
        String key() {
            return partition + "/" + slot();
        }
    }

    ModelPartition(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    int epoch() {
        return epoch;
    }

    void append(Kind kind, long time) {
        entries.add(new Entry(number, epoch, end(), kind, time));
    }

    /** The topic is deleted and made again: the group's offsets go with it. */
    void recreate() {
        entries.clear();
        committed = OptionalLong.empty();
        epoch++;
    }

    /** Where the next record goes. */
    long end() {
        return entries.size();
    }

    List<Entry> from(long offset) {
        return entries.subList((int) Math.min(offset, end()), entries.size());
    }

    List<Entry> below(long offset, Predicate<Kind> kinds) {
        return entries.stream()
                .filter(entry -> entry.offset() < offset && kinds.test(entry.kind()))
                .toList();
    }

    /** Behind the last record that a task is given: no position comes further. */
    long lastDelivered() {
        return entries.stream()
                .filter(entry -> entry.kind().isDelivered())
                .mapToLong(entry -> entry.offset() + 1)
                .max()
                .orElse(0);
    }

    OptionalLong committed() {
        return committed;
    }

    void commit(long offset) {
        committed = OptionalLong.of(offset);
    }
}
