// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.grammar.Cursor;
import java.util.Locale;
import java.util.Set;

/** Reads the type after {@code as}: a MySQL type's name, its length where it has one, and {@code unsigned}. */
final class TypeParser {
    private static final Set<String> NAMES = Set.of(
            "TINYINT",
            "SMALLINT",
            "MEDIUMINT",
            "INT",
            "INTEGER",
            "BIGINT",
            "DECIMAL",
            "NUMERIC",
            "FLOAT",
            "DOUBLE",
            "BIT",
            "BOOLEAN",
            "BOOL",
            "DATE",
            "TIME",
            "DATETIME",
            "TIMESTAMP",
            "YEAR",
            "CHAR",
            "VARCHAR",
            "TINYTEXT",
            "TEXT",
            "MEDIUMTEXT",
            "LONGTEXT",
            "BINARY",
            "VARBINARY",
            "TINYBLOB",
            "BLOB",
            "MEDIUMBLOB",
            "LONGBLOB",
            "JSON");

    private static final Set<String> WITH_SIGN = Set.of(
            "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT", "DECIMAL", "NUMERIC", "FLOAT", "DOUBLE");

    private final Cursor cursor;

    TypeParser(Cursor cursor) {
        this.cursor = cursor;
    }

    String type() {
        int place = cursor.position();
        String name = cursor.takeWord().toUpperCase(Locale.ROOT);
        if (!NAMES.contains(name)) {
            throw cursor.errorAt(
                    place, "after 'as' comes a MySQL type, for example INT UNSIGNED, DECIMAL(10,2) or VARCHAR(190)");
        }
        String length = length();
        TypeSize.objection(name, length).ifPresent(reason -> {
            throw cursor.errorAt(place, reason);
        });
        return name + length + unsigned(name);
    }

    private String length() {
        if (!cursor.take("(")) {
            return "";
        }
        int place = cursor.position();
        String inside = cursor.takeWhile(c -> c != ')').replace(" ", "");
        if (!inside.matches("\\d{1,10}(,\\d{1,10})?") || !cursor.take(")")) {
            throw cursor.errorAt(place, "in parentheses stands a length, or precision and scale as in DECIMAL(10,2)");
        }
        return "(" + inside + ")";
    }

    private String unsigned(String name) {
        int end = cursor.position();
        cursor.skipBlanks();
        int place = cursor.position();
        if (cursor.takeWord().equalsIgnoreCase("unsigned")) {
            if (!WITH_SIGN.contains(name)) {
                throw cursor.errorAt(place, name + " has no sign; remove unsigned");
            }
            return " UNSIGNED";
        }
        cursor.returnTo(end);
        return "";
    }
}
