// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.regex.Pattern;

/**
 * A column as it is to be made.
 *
 * @param declaration its type as SQL writes it, for example {@code DECIMAL(10,2)}
 */
public record ColumnDesign(String name, String declaration, Need need, Basis basis) {
    /** Takes no two texts for one: {@code utf8mb4_bin} would take {@code lamp} and the same with a blank for one. */
    public static final String KEY_COLLATION = "utf8mb4_0900_bin";

    /**
     * The comment of a column whose type was made of a whole number. Whoever changes the type without repeating it, or
     * removes it, takes the column over.
     */
    static final String WHOLE_SO_FAR = "whole numbers so far";

    /** Takes every BIGINT, signed or not, and as many digits after the point as MySQL has. */
    static final String DECIMALS = "DECIMAL(65,30)";

    private static final Pattern WHOLE = Pattern.compile("BIGINT( UNSIGNED)?|DECIMAL\\(\\d+,0\\)");

    /** Whether every row has it. */
    public enum Need {
        OPTIONAL,
        KEY
    }

    /** Where the type comes from, best first. */
    public enum Basis {
        /** The configuration says it ({@code as}), or what fills the column has one type. */
        KNOWN,
        /** A record has a value of it. */
        SEEN,
        /** Nothing tells; text takes most. */
        GUESSED
    }

    /** The better founded of two designs of one column; it is in the key where either is. */
    ColumnDesign with(ColumnDesign other) {
        ColumnDesign better = other.basis.compareTo(basis) < 0 ? other : this;
        Need both = need == Need.KEY || other.need == Need.KEY ? Need.KEY : Need.OPTIONAL;
        return new ColumnDesign(name, better.declaration, both, better.basis);
    }

    /** The same as TEXT, if it is a text whose length nobody declared and that is in no key. */
    ColumnDesign withoutLength() {
        boolean isFree = basis != Basis.KNOWN && need == Need.OPTIONAL && declaration.startsWith("VARCHAR");
        return isFree ? new ColumnDesign(name, "TEXT", need, basis) : this;
    }

    /** Whether MySQL takes the name for a column (manual, "Schema Object Names"), and its driver too. */
    public static boolean isLegalName(String name) {
        return !name.isBlank()
                && TableId.isQuotable(name)
                && !name.endsWith(" ")
                && name.codePointCount(0, name.length()) <= TableId.MAX_NAME_LENGTH
                && name.chars().noneMatch(c -> c < ' ' || Character.isSurrogate((char) c));
    }

    /** {@code `name` TYPE NOT NULL}. A key of text tells all texts apart, as MQTT does with topics. */
    public String sql(String keyCollation) {
        return TableId.quote(name) + " " + declaration + attributes(keyCollation);
    }

    /** What the server would say of it. */
    public Column column() {
        return ColumnDeclaration.column(name, declaration, attributes(KEY_COLLATION));
    }

    /** Makes of a column of whole numbers so far one of decimals; the comment goes with the old type. */
    static String toDecimals(String name) {
        return "MODIFY COLUMN " + TableId.quote(name) + " " + DECIMALS;
    }

    private boolean isWholeSoFar() {
        return basis == Basis.SEEN && WHOLE.matcher(declaration).matches();
    }

    /** What follows the type. */
    String attributes(String keyCollation) {
        if (need == Need.OPTIONAL) {
            return isWholeSoFar() ? " COMMENT '" + WHOLE_SO_FAR + "'" : "";
        }
        boolean isText = declaration.contains("CHAR");
        return (isText ? " CHARACTER SET utf8mb4 COLLATE " + keyCollation : "") + " NOT NULL";
    }
}
