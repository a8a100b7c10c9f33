// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.step.LocalTimes.Gap;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.LocalInZone;
import io.mqttmysql.sink.value.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.function.Consumer;

/**
 * Finds the instant of a local time, also where clocks were set back, so that it came twice, or forward, so that it
 * never came.
 *
 * @param said what the expression says of local times
 * @param database {@code db.timezone}
 * @param guess takes the zone of each time that came twice or never, where the expression does not say what is meant
 */
public record LocalClock(LocalTimes said, ZoneId database, Consumer<ZoneId> guess) {

    /** One that tells nobody what it guesses. */
    public static LocalClock silent(LocalTimes said, ZoneId database) {
        return new LocalClock(said, database, zone -> {});
    }

    /**
     * A value as a step reads it; an instant of a local time whose zone is said.
     *
     * @param timestamp the record's, in milliseconds; null where it has none
     * @throws BadValue when the time came twice or never and the expression rejects that
     */
    public Object placed(Object decoded, Long timestamp) {
        if (decoded instanceof LocalInZone text) {
            return instant(text.local(), text.zone(), timestamp);
        }
        return decoded instanceof LocalDateTime local && said.isSaid() ? instant(local, timestamp) : decoded;
    }

    /**
     * The instant of a local time in the zone that is said, else in that of the database.
     *
     * @param timestamp the record's, in milliseconds; null where it has none
     * @throws BadValue when the time came twice or never and the expression rejects that
     */
    public Instant instant(LocalDateTime local, Long timestamp) {
        return instant(local, said.zone().orElse(database), timestamp);
    }

    private Instant instant(LocalDateTime local, ZoneId zone, Long timestamp) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        return change.isGap() ? moved(local, zone, change) : chosen(local, zone, change, timestamp);
    }

    /** By the clock as it was before it was set forward, the time is as much later by the new one. */
    private Instant moved(LocalDateTime local, ZoneId zone, ZoneOffsetTransition change) {
        if (said.gap().isEmpty()) {
            guess.accept(zone);
        } else if (said.gap().get() == Gap.REJECT) {
            throw new BadValue("the local time " + Quoted.of(local) + " never came in " + zone
                    + ", where clocks were set forward, and the expression says 'gap reject'; send times with their"
                    + " offset, or write 'gap shift'");
        }
        return local.toInstant(change.getOffsetBefore());
    }

    private Instant chosen(LocalDateTime local, ZoneId zone, ZoneOffsetTransition change, Long timestamp) {
        Instant earlier = local.toInstant(change.getOffsetBefore());
        Instant later = local.toInstant(change.getOffsetAfter());
        if (said.overlap().isEmpty()) {
            guess.accept(zone);
            return timestamp == null ? earlier : nearer(earlier, later, Instant.ofEpochMilli(timestamp));
        }
        return switch (said.overlap().get()) {
            case EARLIER -> earlier;
            case LATER -> later;
            case REJECT ->
                throw new BadValue("the local time " + Quoted.of(local) + " came twice in " + zone
                        + ", where clocks were set back, and the expression says 'overlap reject'; send times with"
                        + " their offset, or write 'overlap earlier' or 'overlap later'");
        };
    }

    /** Half-way the earlier: a record comes rather after what it tells than before. */
    private static Instant nearer(Instant earlier, Instant later, Instant timestamp) {
        Duration fromEarlier = Duration.between(earlier, timestamp).abs();
        Duration fromLater = Duration.between(later, timestamp).abs();
        return fromLater.compareTo(fromEarlier) < 0 ? later : earlier;
    }
}
