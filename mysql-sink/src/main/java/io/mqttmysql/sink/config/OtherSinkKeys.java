// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every key of the Confluent, Aiven and Debezium JDBC sinks, as their documentation lists them, and what becomes of it
 * here. The lines are in the resource that {@link OtherSinkKeyTable} reads; docs/coming-from-jdbc.md shows the same.
 */
final class OtherSinkKeys {
    private static final List<OtherSinkKey> ALL = OtherSinkKeyTable.read();

    private OtherSinkKeys() {}

    /** What becomes of a key; of names that begin alike only the whole one. */
    static Optional<OtherSinkKey> named(String key) {
        return ALL.stream()
                .filter(other -> !other.isPattern() && other.isNameOf(key))
                .findFirst();
    }

    /** As {@link #named}, for a key that is nobody's by its whole name. */
    static Optional<OtherSinkKey> beginningLike(String key) {
        return ALL.stream()
                .filter(other -> other.isPattern() && other.isNameOf(key))
                .findFirst();
    }

    /** Refuses what would be stored otherwise; never shows a value, which may be a secret. */
    static void check(Map<String, String> settings, ConfigProblems problems) {
        new TreeMap<>(settings)
                .forEach((key, value) -> named(key)
                        .flatMap(other -> other.refusal(value))
                        .ifPresent(reason -> problems.add(key, reason)));
        boolean isUtc =
                settings.getOrDefault(PayloadOptions.ZONE, "UTC").strip().equalsIgnoreCase("UTC");
        if (!isUtc && "db_timezone".equalsIgnoreCase(settings.getOrDefault("date.timezone", ""))) {
            problems.add(
                    "date.timezone",
                    "with a db.timezone west of UTC it moves days by one; a Date names a day here, whatever the zone: "
                            + "remove it");
        }
    }
}
