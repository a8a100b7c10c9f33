// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may stand in parentheses behind the name of a type (manual, "Data Types"), so that a table can be made of it. */
final class TypeSize {
    /**
     * @param decimals most that may stand after the point; 0 where there is no second number
     */
    private record Range(long least, long most, int decimals) {}

    private static final Range WIDTH = new Range(0, 255, 0);
    private static final Range DIGITS = new Range(1, 65, 30);
    private static final Range FRACTION = new Range(0, 6, 0);
    private static final Range LARGE = new Range(1, 4_294_967_295L, 0);
    /** Of a number with decimals; without, they say how many bits count. */
    private static final Range APPROXIMATE = new Range(1, 255, 30);

    private static final long MOST_BITS_OF_FLOAT = 53;

    /** A row has 65,535 bytes, and a character of utf8mb4 may take four. */
    private static final Map<String, Range> RANGES = Map.ofEntries(
            entry("TINYINT", WIDTH),
            entry("SMALLINT", WIDTH),
            entry("MEDIUMINT", WIDTH),
            entry("INT", WIDTH),
            entry("INTEGER", WIDTH),
            entry("BIGINT", WIDTH),
            entry("DECIMAL", DIGITS),
            entry("NUMERIC", DIGITS),
            entry("FLOAT", APPROXIMATE),
            entry("DOUBLE", APPROXIMATE),
            entry("BIT", new Range(1, 64, 0)),
            entry("TIME", FRACTION),
            entry("DATETIME", FRACTION),
            entry("TIMESTAMP", FRACTION),
            entry("YEAR", new Range(4, 4, 0)),
            entry("CHAR", new Range(1, 255, 0)),
            entry("VARCHAR", new Range(1, 16_383, 0)),
            entry("BINARY", new Range(1, 255, 0)),
            entry("VARBINARY", new Range(1, 65_532, 0)),
            entry("TEXT", LARGE),
            entry("BLOB", LARGE));

    private static final Map<String, String> LARGER =
            Map.of("VARCHAR", "TEXT", "CHAR", "VARCHAR", "VARBINARY", "BLOB", "BINARY", "VARBINARY");

    private static final Set<String> NEED_ONE = Set.of("VARCHAR", "VARBINARY");

    private TypeSize() {}

    /**
     * Why a server would refuse the type.
     *
     * @param parentheses one or two numbers; empty where there are none
     */
    static Optional<String> objection(String name, String parentheses) {
        if (parentheses.isEmpty()) {
            return NEED_ONE.contains(name)
                    ? Optional.of(name + " needs a length, for example " + name + "(190)")
                    : Optional.empty();
        }
        Range range = RANGES.get(name);
        if (range == null) {
            return Optional.of(name + " takes no length; remove " + parentheses);
        }
        String[] numbers = parentheses.substring(1, parentheses.length() - 1).split(",", -1);
        long first = Long.parseLong(numbers[0]);
        return numbers.length > 1
                ? objectionToTwo(name, range, first, Long.parseLong(numbers[1]))
                : objectionToOne(name, range, first);
    }

    private static Optional<String> objectionToOne(String name, Range range, long number) {
        if (name.equals("DOUBLE")) {
            return Optional.of("DOUBLE takes two numbers or none; write DOUBLE");
        }
        long most = name.equals("FLOAT") ? MOST_BITS_OF_FLOAT : range.most();
        return isBetween(range.least(), most, number) ? Optional.empty() : outOf(name, range.least(), most, number);
    }

    private static Optional<String> objectionToTwo(String name, Range range, long digits, long decimals) {
        if (range.decimals() == 0) {
            return Optional.of(name + " takes one number in parentheses");
        }
        if (!isBetween(range.least(), range.most(), digits)) {
            return outOf(name, range.least(), range.most(), digits);
        }
        long most = Math.min(range.decimals(), digits);
        return decimals <= most
                ? Optional.empty()
                : Optional.of("of " + digits + " digits of " + name + " no more than " + most
                        + " can stand after the point, not " + decimals);
    }

    private static boolean isBetween(long least, long most, long number) {
        return number >= least && number <= most;
    }

    private static Optional<String> outOf(String name, long least, long most, long number) {
        String range = least == most ? String.valueOf(least) : least + " to " + most;
        String larger = LARGER.containsKey(name) && number > most ? "; for more write " + LARGER.get(name) : "";
        return Optional.of(name + " takes " + range + " in parentheses, not " + number + larger);
    }
}
