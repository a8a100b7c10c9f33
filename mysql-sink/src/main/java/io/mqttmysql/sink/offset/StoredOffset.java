// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How far a partition is stored. Times are those of records, in milliseconds since 1970.
 *
 * @param next the first offset that is not stored
 * @param lastTimestamp of the record before it, where it had one
 * @param newest the latest time of all records that were stored; a repeat is never later. Empty in format 1
 * @param moved where the sink itself moved the position to: another one than {@code next} was set by somebody. Empty in
 *     format 1
 */
public record StoredOffset(long next, OptionalLong lastTimestamp, OptionalLong newest, OptionalLong moved) {

    /** Of which nothing else is known. */
    static StoredOffset at(long next) {
        return new StoredOffset(next, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(next));
    }

    /** Set from outside where none was stored. */
    static StoredOffset set(long next) {
        return new StoredOffset(next, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(0));
    }

    /** Set from outside. Set forward, what was stored before stays known. */
    StoredOffset setTo(long wanted) {
        long end = moved.orElse(next);
        return wanted <= end
                ? at(wanted)
                : new StoredOffset(wanted, OptionalLong.empty(), latest(), OptionalLong.of(end));
    }

    /** The latest time that is known; format 1 moves a position and leaves the newest time as it was. */
    OptionalLong latest() {
        return newest.isPresent() && lastTimestamp.isPresent()
                ? OptionalLong.of(Math.max(newest.getAsLong(), lastTimestamp.getAsLong()))
                : newest;
    }

    /** Somebody set it, and it was not a sink of format 1: that one writes a last time. */
    private boolean wasSet() {
        boolean isOfFormat1 =
                lastTimestamp.isPresent() && newest.isPresent() && lastTimestamp.getAsLong() > newest.getAsLong();
        return moved.isPresent() && moved.getAsLong() != next && !isOfFormat1;
    }

    /** What a record below the position says of it. */
    Mismatch judge(SinkRecord repeat) {
        long offset = repeat.originalKafkaOffset();
        Long time = repeat.timestamp();
        boolean isNewer = time != null && latest().isPresent() && time > latest().getAsLong();
        if (wasSet() && offset >= moved.getAsLong() && (isNewer || lastTimestamp.isEmpty())) {
            return Mismatch.SET_FORWARD;
        }
        boolean isOther = !wasSet()
                && offset == next - 1
                && time != null
                && lastTimestamp.isPresent()
                && lastTimestamp.getAsLong() != time;
        return isNewer || isOther ? Mismatch.RECREATED : Mismatch.NONE;
    }
}
