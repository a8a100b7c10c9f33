// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import io.mqttmysql.sink.table.ColumnName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code changed.only}: which rows are written of those whose key has been written before. As telemetry has it, report
 * by exception.
 *
 * @param deadbands by column, its name {@link ColumnName#folded}: how far a number may be from the one that was written
 *     last and count as the same
 * @param uncounted columns that may differ as they like, their names folded
 * @param heartbeat after so much of the records' own time a row is written in any case
 */
public record ChangeRule(Map<String, BigDecimal> deadbands, Set<String> uncounted, Optional<Duration> heartbeat) {
    public ChangeRule {
        deadbands = Map.copyOf(deadbands);
        uncounted = Set.copyOf(uncounted);
    }

    /** The same where these columns do not count either. */
    public ChangeRule uncounted(Iterable<String> columns) {
        Set<String> all = new HashSet<>(uncounted);
        columns.forEach(column -> all.add(ColumnName.folded(column)));
        return new ChangeRule(deadbands, all, heartbeat);
    }

    public boolean counts(String column) {
        return !uncounted.contains(ColumnName.folded(column));
    }

    public Optional<BigDecimal> deadband(String column) {
        return Optional.ofNullable(deadbands.get(ColumnName.folded(column)));
    }
}
