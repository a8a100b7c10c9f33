// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.Column.Extent;
import io.mqttmysql.sink.table.Column.Filling;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server makes of a column's declaration, as INFORMATION_SCHEMA would report it. */
public final class ColumnDeclaration {
    private static final Pattern TYPE = Pattern.compile(
            "(?<word>\\w+)(?:\\s+PRECISION)?(?:\\s*(?<size>\\((?<inside>(?:[^)']|'(?:[^']|'')*')*)\\)))?"
                    + "(?<unsigned>\\s+UNSIGNED)?(?<rest>.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern TRUTH = Pattern.compile("^BOOL(EAN)?\\b", Pattern.CASE_INSENSITIVE);

    /** A default or a comment, which may say anything. */
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]++|\\\\.|'')*+'", Pattern.DOTALL);

    private static final Pattern INNERMOST = Pattern.compile("\\([^()]*\\)");

    private static final Pattern WHOLE_SO_FAR =
            Pattern.compile("\\bCOMMENT\\s*=?\\s*'" + ColumnDesign.WHOLE_SO_FAR + "'", Pattern.CASE_INSENSITIVE);

    private static final Pattern CHARSET = Pattern.compile("\\b(?:CHARACTER\\s+SET|CHARSET)\\s*=?\\s*(\\w+)");
    private static final Pattern COLLATE = Pattern.compile("\\bCOLLATE\\s*=?\\s*(\\w+)");

    private static final Pattern GENERATED = Pattern.compile("\\bAS\\b");
    private static final Pattern NOT_NULL = Pattern.compile("\\bNOT\\s+NULL\\b|\\bPRIMARY\\b");
    private static final Pattern DEFAULT = Pattern.compile("\\bDEFAULT\\b");

    private ColumnDeclaration() {}

    /**
     * @param declaration a type and attributes, for example {@code INT UNSIGNED NOT NULL}
     * @param more attributes besides
     * @throws IllegalArgumentException when it does not begin with a type
     */
    public static Column column(String name, String declaration, String more) {
        Matcher parts = TYPE.matcher(TRUTH.matcher(declaration.strip()).replaceFirst("TINYINT(1)"));
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + declaration + "' does not begin with a type");
        }
        String attributes = bare(parts.group("rest") + more);
        String word = synonym(parts.group("word").toUpperCase(Locale.ROOT));
        SizedType kept = SizedType.kept(word, parts.group("size"), attributes);
        ColumnType type = ColumnType.named(kept.word());
        int[] size = size(type, parts.group("inside"));
        boolean nullable = !NOT_NULL.matcher(attributes).find();
        boolean generated = GENERATED.matcher(attributes).find();
        boolean numbered = attributes.contains("AUTO_INCREMENT");
        boolean filled = nullable || DEFAULT.matcher(attributes).find();
        boolean isDecimal = type == ColumnType.DECIMAL;
        return new Column(
                name,
                type,
                text(type, kept, parts.group("unsigned") != null),
                new Extent(
                        length(type, size[0]),
                        isDecimal ? size[0] : 0,
                        isDecimal ? size[1] : isTime(type) ? size[0] : 0,
                        WHOLE_SO_FAR.matcher(parts.group("rest") + more).find()),
                nullable,
                filling(generated, numbered, filled),
                type.isText() ? collation(attributes) : Optional.empty());
    }

    /** Attributes or options in capitals, without what stands in quotes or parentheses. */
    public static String bare(String attributes) {
        String bare = QUOTED.matcher(attributes).replaceAll("''");
        for (Matcher inner = INNERMOST.matcher(bare); inner.find(); inner = INNERMOST.matcher(bare)) {
            bare = inner.replaceAll(" ");
        }
        return bare.toUpperCase(Locale.ROOT);
    }

    /** The character set that is said; a collation begins with the name of its own. */
    public static Optional<Collation> collation(String attributes) {
        Optional<String> charset = first(CHARSET, attributes);
        Optional<String> name = first(COLLATE, attributes);
        return charset.or(() -> name.map(n -> n.split("_", -1)[0])).map(set -> new Collation(set, name.orElse(set)));
    }

    private static Optional<String> first(Pattern pattern, String attributes) {
        Matcher matcher = pattern.matcher(attributes.toUpperCase(Locale.ROOT));
        return matcher.find() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static Filling filling(boolean generated, boolean numbered, boolean filled) {
        if (generated) {
            return Filling.GENERATED;
        }
        return numbered ? Filling.BY_NUMBER : filled ? Filling.BY_THE_SERVER : Filling.BY_THE_ROW;
    }

    /** As the server writes it out: integers without a width, but for a truth value's. */
    private static String text(ColumnType type, SizedType kept, boolean isUnsigned) {
        String size = kept.size();
        String shown = size == null ? "" : size.contains("'") ? size : size.replace(" ", "");
        boolean isTruth = type == ColumnType.TINYINT && "(1)".equals(size);
        if (isInteger(type) && !isTruth) {
            shown = "";
        }
        if (size == null && (type == ColumnType.DECIMAL || isOneLong(type))) {
            shown = type == ColumnType.DECIMAL ? "(10,0)" : "(1)";
        }
        if (type == ColumnType.DECIMAL && !shown.contains(",")) {
            shown = shown.replace(")", ",0)");
        }
        return kept.word().toLowerCase(Locale.ROOT) + shown + (isUnsigned ? " unsigned" : "");
    }

    private static String synonym(String word) {
        return switch (word) {
            case "INTEGER" -> "INT";
            case "NUMERIC", "DEC" -> "DECIMAL";
            case "REAL" -> "DOUBLE";
            default -> word;
        };
    }

    /** The two numbers in parentheses, or what MySQL takes without. */
    private static int[] size(ColumnType type, String inside) {
        int byDefault = type == ColumnType.DECIMAL ? 10 : isOneLong(type) ? 1 : 0;
        if (inside == null || !inside.strip().matches("\\d{1,9}(\\s*,\\s*\\d{1,9})?")) {
            return new int[] {byDefault, 0};
        }
        String[] numbers = inside.split(",");
        return new int[] {
            Integer.parseInt(numbers[0].strip()), numbers.length > 1 ? Integer.parseInt(numbers[1].strip()) : 0
        };
    }

    private static boolean isOneLong(ColumnType type) {
        return type == ColumnType.CHAR || type == ColumnType.BINARY || type == ColumnType.BIT;
    }

    private static boolean isInteger(ColumnType type) {
        return switch (type) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> true;
            default -> false;
        };
    }

    private static boolean isTime(ColumnType type) {
        return type == ColumnType.TIME || type == ColumnType.DATETIME || type == ColumnType.TIMESTAMP;
    }

    private static long length(ColumnType type, int declared) {
        return switch (type) {
            case TINYTEXT, TINYBLOB -> 255;
            case TEXT, BLOB -> 65_535;
            case MEDIUMTEXT, MEDIUMBLOB -> 16_777_215;
            case LONGTEXT, LONGBLOB -> 4_294_967_295L;
            case CHAR, VARCHAR, BINARY, VARBINARY, BIT -> declared;
            default -> 0;
        };
    }
}
