// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.Optional;

/**
 * What the server says a column is.
 *
 * @param declaration the whole type as declared, e.g. {@code int unsigned} or {@code enum('on','off')}
 * @param filling who gives it a value in a row that leaves it out
 * @param collation by which its texts are compared; empty where it holds no text; MariaDB's JSON is text
 */
public record Column(
        String name,
        ColumnType type,
        String declaration,
        Extent extent,
        boolean isNullable,
        Filling filling,
        Optional<Collation> collation) {

    /**
     * How much it takes.
     *
     * @param length characters of a text column, bytes of a binary one, bits of BIT; 0 where it has none
     * @param precision digits of a DECIMAL; 0 where it has none
     * @param scale digits after the point of a DECIMAL, or of the seconds of a temporal column
     * @param isWholeSoFar whether its type was made of a whole number that happened to come first, as its comment says
     */
    public record Extent(long length, int precision, int scale, boolean isWholeSoFar) {
        public static final Extent NONE = new Extent(0, 0, 0);

        public Extent(long length, int precision, int scale) {
            this(length, precision, scale, false);
        }
    }

    /** Where the value comes from. */
    public enum Filling {
        /** Every row has to bring one. */
        BY_THE_ROW,
        /** The server has one for a row that brings none: a default, or NULL. */
        BY_THE_SERVER,
        /** The server numbers the rows: AUTO_INCREMENT. */
        BY_NUMBER,
        /** A trigger may fill it before the server misses a value; only the server knows. */
        BY_A_TRIGGER,
        /** The server computes it from other columns, and nobody may write it. */
        GENERATED
    }

    /** A character set, and an order of its texts. */
    public record Collation(String charset, String name) {}

    public boolean isUnsigned() {
        return declaration.contains("unsigned");
    }

    /** Whether an INSERT may leave it out. */
    public boolean isFilledByServer() {
        return filling != Filling.BY_THE_ROW;
    }

    /** Whether a row may bring NULL: the server stores it, or a trigger replaces it. */
    public boolean takesNull() {
        return isNullable || filling == Filling.BY_A_TRIGGER;
    }

    /** The same after {@link ColumnDesign#toDecimals}. */
    Column withDecimals() {
        Column decimals = ColumnDeclaration.column(name, ColumnDesign.DECIMALS, "");
        return new Column(
                name, decimals.type(), decimals.declaration(), decimals.extent(), isNullable, filling, collation);
    }

    /** The same, filled by a trigger where else every row would have to bring a value. */
    Column withTrigger() {
        return filling == Filling.BY_THE_ROW
                ? new Column(name, type, declaration, extent, isNullable, Filling.BY_A_TRIGGER, collation)
                : this;
    }

    /** The same with the collation of its table, where it is a text that says none. */
    public Column collatedBy(Optional<Collation> ofTable) {
        return type.isText() && collation.isEmpty()
                ? new Column(name, type, declaration, extent, isNullable, filling, ofTable)
                : this;
    }

    /** Whether the server gives the next number where a row brings none. */
    public boolean isNumbered() {
        return filling == Filling.BY_NUMBER;
    }

    /** Whether nobody may write it. */
    public boolean isGenerated() {
        return filling == Filling.GENERATED;
    }
}
