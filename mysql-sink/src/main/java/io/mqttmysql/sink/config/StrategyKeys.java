// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names of the strategies' options; each is also a key below {@code strategy.<name>.}. */
final class StrategyKeys {
    static final String STRATEGIES = "strategies";
    static final String UNMATCHED = "strategies.unmatched";
    static final String STRATEGY_PREFIX = "strategy.";
    static final String COLUMN_PREFIX = "column.";
    static final String DEADBAND_PREFIX = "changed.deadband.";

    static final String MATCH = "match";
    static final String TOPICS = "topics";
    static final String TOPICS_REGEX = "topics.regex";
    static final String WHEN = "when";
    static final String DISCARD = "discard";
    static final String CONTINUE = "continue";
    static final String LIKE = "like";
    static final String TABLE = "table";
    static final String TABLE_NAME_FORMAT = "table.name.format";
    static final String TABLE_NAME_NORMALIZE = "table.name.normalize";
    static final String TOPICS_TO_TABLES = "topics.to.tables.mapping";
    static final String INSERT_MODE = "insert.mode";
    static final String PK_MODE = "pk.mode";
    static final String PK_FIELDS = "pk.fields";
    static final String UPDATE_MISSING = "update.missing";
    static final String NEWER_BY = "upsert.newer.by";
    static final String DELETE_ENABLED = "delete.enabled";
    static final String CHANGED_ONLY = "changed.only";
    static final String CHANGED_HEARTBEAT = "changed.heartbeat.ms";
    static final String FIELDS_INCLUDE = "fields.include";
    static final String FIELDS_WHITELIST = "fields.whitelist";
    static final String FIELDS_EXCLUDE = "fields.exclude";
    static final String FIELDS_RENAME = "fields.rename";
    static final String FLATTEN = "flatten";
    static final String PAYLOAD_FORMAT = "payload.format";
    static final String PAYLOAD_COMPRESSION = "payload.compression";
    static final String MISSING = "missing";
    static final String ROWS = "rows";
    static final String AUTO_CREATE = "auto.create";
    static final String AUTO_EVOLVE = "auto.evolve";

    /** What the top level says for all strategies; what is said of a column besides. */
    static final Set<String> INHERITED = Set.of(
            TABLE,
            TABLE_NAME_FORMAT,
            TABLE_NAME_NORMALIZE,
            TOPICS_TO_TABLES,
            INSERT_MODE,
            PK_MODE,
            PK_FIELDS,
            UPDATE_MISSING,
            NEWER_BY,
            DELETE_ENABLED,
            CHANGED_ONLY,
            CHANGED_HEARTBEAT,
            FIELDS_INCLUDE,
            FIELDS_WHITELIST,
            FIELDS_EXCLUDE,
            FIELDS_RENAME,
            FLATTEN,
            PAYLOAD_FORMAT,
            PAYLOAD_COMPRESSION,
            MISSING,
            ROWS,
            AUTO_CREATE,
            AUTO_EVOLVE);

    /** What the top level may say only where it is the only strategy. */
    static final Set<String> OF_THE_ONLY_STRATEGY = Set.of(MATCH, WHEN);

    /** What only a strategy may say, since it concerns how strategies stand to each other. */
    static final Set<String> OF_ONE_AMONG_SEVERAL = Set.of(DISCARD, CONTINUE, LIKE);

    /** What a strategy may say; what is said of a column besides. */
    static final Set<String> OF_A_STRATEGY = all();

    private StrategyKeys() {}

    private static Set<String> all() {
        Set<String> keys = new TreeSet<>(INHERITED);
        keys.addAll(OF_THE_ONLY_STRATEGY);
        keys.addAll(OF_ONE_AMONG_SEVERAL);
        keys.addAll(List.of(TOPICS, TOPICS_REGEX));
        return keys;
    }

    static Set<String> suggestions() {
        Set<String> known = new TreeSet<>(OF_A_STRATEGY);
        known.add(COLUMN_PREFIX + "<column>");
        known.add(DEADBAND_PREFIX + "<column>");
        return known;
    }

    /** Whether the option's name ends in that of a column, which is the user's own. */
    static boolean isOfAColumn(String option) {
        return option.startsWith(COLUMN_PREFIX) || option.startsWith(DEADBAND_PREFIX);
    }

    static String prefix(String strategy) {
        return STRATEGY_PREFIX + strategy + ".";
    }

    /** Whether it is below a strategy's name, and no expression of a column. */
    static boolean isOptionOfAStrategy(String key) {
        return key.startsWith(STRATEGY_PREFIX) && !key.contains("." + COLUMN_PREFIX);
    }
}
