// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.table.ColumnType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words for column types that a CREATE TABLE may have, in capitals (manual, "Data Types"; MariaDB's, too). */
final class TypeNames {
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("BOOL", "BOOLEAN"),
            Map.entry("INTEGER", "INT"),
            Map.entry("INT1", "TINYINT"),
            Map.entry("INT2", "SMALLINT"),
            Map.entry("INT3", "MEDIUMINT"),
            Map.entry("MIDDLEINT", "MEDIUMINT"),
            Map.entry("INT4", "INT"),
            Map.entry("INT8", "BIGINT"),
            Map.entry("NUMERIC", "DECIMAL"),
            Map.entry("DEC", "DECIMAL"),
            Map.entry("FIXED", "DECIMAL"),
            Map.entry("REAL", "DOUBLE"),
            Map.entry("FLOAT8", "DOUBLE"),
            Map.entry("FLOAT4", "FLOAT"),
            Map.entry("CHARACTER", "CHAR"),
            Map.entry("NCHAR", "CHAR"),
            Map.entry("NVARCHAR", "VARCHAR"));

    /** Besides those of {@link ColumnType}. */
    private static final Set<String> OTHERS = Set.of(
            "BOOLEAN",
            "GEOMETRY",
            "POINT",
            "LINESTRING",
            "POLYGON",
            "MULTIPOINT",
            "MULTILINESTRING",
            "MULTIPOLYGON",
            "GEOMETRYCOLLECTION",
            "GEOMCOLLECTION",
            "VECTOR",
            "UUID",
            "INET4",
            "INET6");

    private static final Set<String> KNOWN = known();

    /** Of several words, and what they mean. */
    private static final Map<Pattern, String> PHRASES = Map.of(
            phrase("(NATIONAL\\s+|N)?CHAR(ACTER)?\\s+VARYING|NATIONAL\\s+VARCHAR(ACTER)?|NCHAR\\s+VARCHAR"),
            "VARCHAR",
            phrase("NATIONAL\\s+CHAR(ACTER)?(?!\\s+VARYING)"),
            "CHAR",
            phrase("LONG\\s+VARBINARY"),
            "MEDIUMBLOB",
            phrase("LONG(\\s+VARCHAR)?(?!\\s+VARBINARY)"),
            "MEDIUMTEXT",
            phrase("SERIAL"),
            "BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE");

    private static final Set<String> WITH_LENGTH = Set.of("VARCHAR", "VARBINARY");

    private static final Pattern WORD = Pattern.compile("\\w+");

    private TypeNames() {}

    private static Pattern phrase(String regex) {
        return Pattern.compile("^(" + regex + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    /**
     * The declaration with its type as the server calls it.
     *
     * @throws IllegalArgumentException when it does not begin with a type that there is
     */
    static String official(String declaration) {
        String text = declaration.strip();
        for (Map.Entry<Pattern, String> phrase : PHRASES.entrySet()) {
            text = phrase.getKey().matcher(text).replaceFirst(phrase.getValue());
        }
        Matcher word = WORD.matcher(text);
        String given = word.lookingAt() ? word.group() : "";
        String rest = text.substring(given.length());
        String name = SYNONYMS.getOrDefault(given.toUpperCase(Locale.ROOT), given.toUpperCase(Locale.ROOT));
        if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException("'" + given + "' is not a type of a column"
                    + Suggestion.closest(given, KNOWN)
                            .map(meant -> "; did you mean '" + meant + "'?")
                            .orElse(" in MySQL or MariaDB"));
        }
        if (WITH_LENGTH.contains(name) && !rest.stripLeading().startsWith("(")) {
            throw new IllegalArgumentException(name + " needs a length, for example " + name + "(190)");
        }
        return name + rest;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(OTHERS);
        Arrays.stream(ColumnType.values())
                .filter(type -> type != ColumnType.OTHER)
                .forEach(type -> known.add(type.name()));
        return known;
    }
}
