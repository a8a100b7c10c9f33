// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.sink.config.OtherSinkKey.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every key of the Confluent, Aiven and Debezium JDBC sinks, as their documentation lists them, and what becomes of it
 * here: the one place that decides. docs/coming-from-jdbc.md shows the same table.
 */
final class OtherSinkKeys {
    private static final String CONFLUENT = "Confluent";
    private static final String AIVEN = "Aiven";
    private static final String DEBEZIUM = "Debezium";
    private static final String BOTH = CONFLUENT + ", " + AIVEN;
    private static final String EACH = BOTH + ", " + DEBEZIUM;

    private static final String OURS_ALREADY = "the sink sets this property of the driver itself";

    /** Properties of the driver that other files pass on and that change nothing which is stored. */
    private static final List<String> DRIVERS_OWN = List.of(
            "autoReconnect",
            "cachePrepStmts",
            "characterEncoding",
            "connectTimeout",
            "prepStmtCacheSize",
            "prepStmtCacheSqlLimit",
            "rewriteBatchedStatements",
            "socketTimeout",
            "tcpKeepAlive",
            "useServerPrepStmts",
            "useUnicode");

    private static final List<OtherSinkKey> ALL = all();

    private OtherSinkKeys() {}

    static List<OtherSinkKey> table() {
        return ALL;
    }

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

    private static List<OtherSinkKey> all() {
        List<OtherSinkKey> keys = new ArrayList<>();
        connection(keys);
        writing(keys);
        mapping(keys);
        values(keys);
        retries(keys);
        debezium(keys);
        return List.copyOf(keys);
    }

    private static void connection(List<OtherSinkKey> keys) {
        same(
                keys,
                "connection.url",
                EACH,
                "`jdbc:mysql:` only; user and password stand in keys of their own; of its "
                        + "properties those that reach and trust the server count, encryption is `connection.ssl.mode`");
        same(keys, "connection.user", BOTH, "");
        same(keys, "connection.password", EACH, "");
        ignored(
                keys,
                "connection.attempts",
                CONFLUENT,
                "an absent server is asked for ever, or for `retry.timeout.ms`");
        ignored(keys, "connection.backoff.ms", CONFLUENT, "see `retry.backoff.ms`");
        refused(
                keys,
                "jdbc.credentials.provider.class",
                CONFLUENT,
                "write the user into connection.user and a "
                        + "reference to the password, such as ${file:…}, into connection.password");
        refused(
                keys,
                "jdbc.credentials.provider.*",
                CONFLUENT,
                "write the user into connection.user and a reference to "
                        + "the password, such as ${file:…}, into connection.password");
        refused(keys, "dialect.name", BOTH, "this sink writes to MySQL and MariaDB only", "", "mysqldatabasedialect");
        for (String property : DRIVERS_OWN) {
            ignored(keys, "connection." + property, CONFLUENT, OURS_ALREADY);
        }
        refused(
                keys,
                "connection.*",
                CONFLUENT,
                "write properties of the driver behind the ? of connection.url, and "
                        + "sslMode, useSSL and the like into connection.ssl.mode");
    }

    private static void writing(List<OtherSinkKey> keys) {
        same(
                keys,
                "insert.mode",
                EACH,
                "there is also `insert_if_absent`; `multi` is insert, whose statements always have " + "many rows");
        same(keys, "batch.size", EACH, "rows of one statement, at least 1; one delivery of Kafka is one transaction");
        same(keys, "delete.enabled", EACH, "needs `pk.mode=record_key`");
        ignored(keys, "table.types", CONFLUENT, "whatever has the name and takes rows is written to");
        ignored(keys, "mssql.use.merge.holdlock", CONFLUENT, "of another database");
        same(
                keys,
                "auto.create",
                BOTH,
                "columns but the key are nullable and without default; text is TEXT, in a key " + "VARCHAR(190)");
        same(keys, "auto.evolve", BOTH, "without it a field that has no column is left out with one warning");
        ignored(keys, "quote.sql.identifiers", CONFLUENT, "names are always quoted, which changes no name in MySQL");
        ignored(keys, "sql.quote.identifiers", AIVEN, "names are always quoted, which changes no name in MySQL");
    }

    private static void mapping(List<OtherSinkKey> keys) {
        mapped(
                keys,
                "table.name.format",
                EACH,
                "`table`; a dot of the topic is part of the name and separates nothing");
        same(keys, "table.name.normalize", AIVEN, "");
        same(keys, "topics.to.tables.mapping", AIVEN, "a record of a topic that it does not name cannot be stored");
        same(
                keys,
                "pk.mode",
                BOTH,
                "there is also `record_header`; `kafka` takes the original topic, partition and offset");
        same(keys, "pk.fields", BOTH, "an upsert needs a unique index on exactly these");
        mapped(keys, "fields.whitelist", BOTH, "`fields.include`");
    }

    private static void values(List<OtherSinkKey> keys) {
        same(keys, "db.timezone", BOTH, "of Timestamps; Date and Time have no zone and are stored as they are");
        refused(
                keys,
                "date.timezone",
                CONFLUENT,
                "a Date names a day here, whatever the zone; remove it",
                "utc",
                "db_timezone");
        ignored(keys, "date.calendar.system", CONFLUENT, "days before 15 October 1582 are counted as ISO 8601 does");
        refused(
                keys,
                "timestamp.fields.list",
                CONFLUENT,
                "write column.<field>=$.<field> from epoch_us for each, and " + "fields.include=* for the others",
                "");
        ignored(keys, "timestamp.precision.mode", CONFLUENT, "concerns `timestamp.fields.list` only");
        refused(
                keys,
                "replace.null.with.default",
                CONFLUENT,
                "a null of a field that has a default is stored as the default",
                "true");
        refused(keys, "string.output.value.column.name", CONFLUENT, "write column.<name>=payload");
        ignored(
                keys,
                "trim.sensitive.log",
                CONFLUENT,
                "payloads are never logged; a reason may quote a value of up to 40 characters");
    }

    private static void retries(List<OtherSinkKey> keys) {
        same(
                keys,
                "max.retries",
                BOTH,
                "attempts at once, 3 by default; then Connect keeps the records and asks again, "
                        + "and the task goes on");
        same(keys, "retry.backoff.ms", BOTH, "at least 1; grows up to `retry.backoff.max.ms`");
    }

    private static void debezium(List<OtherSinkKey> keys) {
        String[][] ours = {
            {"connection.username", "write connection.user"},
            {"connection.provider", "see connection.pool"},
            {"connection.pool.acquire_increment", "remove it; connections are made when they are needed"},
            {"connection.pool.min_size", "remove it; connections are made when they are needed"},
            {"connection.pool.max_size", "write connection.pool.size"},
            {"connection.pool.timeout", "see connection.max.lifetime.ms"},
            {"connection.restart.on.errors", "remove it; a lost connection is always replaced"},
            {"hibernate.*", "there is no Hibernate here; remove it"},
            {"primary.key.mode", "write pk.mode"},
            {"primary.key.fields", "write pk.fields"},
            {"collection.name.format", "write table"},
            {"collection.naming.strategy", "write table, or strategies"},
            {"collection.table.format", "write table"},
            {"table.naming.strategy", "write table, or strategies"},
            {"column.naming.strategy", "write fields.rename"},
            {"field.include.list", "write fields.include"},
            {"field.exclude.list", "write fields.exclude"},
            {"schema.evolution", "write auto.create and auto.evolve"},
            {
                "truncate.enabled",
                "there is none; unwrap change events with ExtractNewRecordState, which drops truncations"
            },
            {"quote.identifiers", "remove it; names are always quoted"},
            {"use.time.zone", "write db.timezone"},
            {"database.time_zone", "write db.timezone"},
            {"flush.max.retries", "write max.retries"},
            {"flush.retry.delay.ms", "write retry.backoff.ms"},
            {"use.reduction.buffer", "remove it; the order of a key's rows is kept"},
            {"keyed.message.batch.mode", "remove it; the order of a key's rows is kept"},
            {"cloud.events.schema.name.pattern", "unwrap CloudEvents with a transformation"},
            {"dialect.*", "this sink writes to MySQL and MariaDB only"},
            {"internal.enable.sces", "remove it; bad records always go to the dead-letter topic"},
        };
        for (String[] key : ours) {
            refused(keys, key[0], DEBEZIUM, key[1]);
        }
    }

    private static void same(List<OtherSinkKey> keys, String name, String sinks, String note) {
        keys.add(new OtherSinkKey(name, sinks, Fate.SAME, Set.of(), note));
    }

    private static void mapped(List<OtherSinkKey> keys, String name, String sinks, String note) {
        keys.add(new OtherSinkKey(name, sinks, Fate.MAPPED, Set.of(), note));
    }

    private static void ignored(List<OtherSinkKey> keys, String name, String sinks, String note) {
        keys.add(new OtherSinkKey(name, sinks, Fate.IGNORED, Set.of(), note));
    }

    private static void refused(List<OtherSinkKey> keys, String name, String sinks, String note, String... harmless) {
        keys.add(new OtherSinkKey(name, sinks, Fate.REFUSED, Set.of(harmless), note));
    }
}
