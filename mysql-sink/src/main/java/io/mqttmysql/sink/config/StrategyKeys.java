// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of the strategies' options; each is also a key below {@code strategy.<name>.}. */
final class StrategyKeys {
    static final String STRATEGIES = "strategies";
    static final String UNMATCHED = "strategies.unmatched";
    static final String STRATEGY_PREFIX = "strategy.";
    static final String COLUMN_PREFIX = "column.";

    static final String MATCH = "match";
    static final String TOPICS = "topics";
    static final String DISCARD = "discard";
    static final String CONTINUE = "continue";
    static final String TABLE = "table";
    static final String TABLE_NAME_FORMAT = "table.name.format";
    static final String INSERT_MODE = "insert.mode";
    static final String PK_FIELDS = "pk.fields";
    static final String MISSING = "missing";

    /** What a strategy may say; {@code column.<column>} besides. */
    static final Set<String> OF_A_STRATEGY =
            Set.of(MATCH, TOPICS, DISCARD, CONTINUE, TABLE, TABLE_NAME_FORMAT, INSERT_MODE, PK_FIELDS, MISSING);

    /** What the top level says for all strategies; {@code column.<column>} besides. */
    static final Set<String> INHERITED = Set.of(TABLE, TABLE_NAME_FORMAT, INSERT_MODE, PK_FIELDS, MISSING);

    /** Options that later versions have. Written with these values, they change nothing and may stay. */
    static final Map<String, String> LATER = Map.ofEntries(
            Map.entry("topics.regex", ""),
            Map.entry("when", ""),
            Map.entry("like", ""),
            Map.entry("rows", ""),
            Map.entry("pk.mode", "none"),
            Map.entry("update.missing", "ignore"),
            Map.entry("upsert.newer.by", ""),
            Map.entry("delete.enabled", "false"),
            Map.entry("fields.include", ""),
            Map.entry("fields.exclude", ""),
            Map.entry("fields.rename", ""),
            Map.entry("flatten", "false"),
            Map.entry("auto.create", "false"),
            Map.entry("auto.evolve", "false"));

    /** Of {@link #LATER}, the names that are Connect's own or have another meaning at the top level. */
    static final Set<String> NOT_OURS_AT_TOP_LEVEL = Set.of("topics.regex", "pk.mode");

    private StrategyKeys() {}

    static Set<String> suggestions() {
        Set<String> known = new TreeSet<>(OF_A_STRATEGY);
        known.add(COLUMN_PREFIX + "<column>");
        return known;
    }

    /** A list's entries: split at commas, blanks around removed; none for a blank text. */
    static List<String> entries(String list) {
        return list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toList());
    }
}
