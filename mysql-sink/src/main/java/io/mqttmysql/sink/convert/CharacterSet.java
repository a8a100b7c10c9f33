// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.value.BadValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The characters that a text column can hold (manual, "Character Sets, Collations, Unicode"). */
enum CharacterSet {
    UTF8MB4(0x10FFFF),
    UTF8MB3(0xFFFF),
    LATIN1(0xFF),
    ASCII(0x7F),
    /** Any other: the server decides. */
    OTHER(0x10FFFF);

    /** What MySQL calls latin1 has more than ISO 8859-1, the euro sign for example. */
    private static final Charset MORE_OF_LATIN1 = Charset.forName("windows-1252");

    private final int last;

    /** @param last code point up to which it has all */
    CharacterSet(int last) {
        this.last = last;
    }

    /** That of new tables where the column does not say one. */
    static CharacterSet of(Column column) {
        return switch (column.collation()
                .map(Collation::charset)
                .orElse("utf8mb4")
                .toLowerCase(Locale.ROOT)) {
            case "utf8mb4" -> UTF8MB4;
            case "utf8mb3", "utf8" -> UTF8MB3;
            case "latin1" -> LATIN1;
            case "ascii" -> ASCII;
            default -> OTHER;
        };
    }

    String shownName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws BadValue when one of the characters cannot be stored */
    void require(String text) {
        if (last < Character.MAX_CODE_POINT) {
            text.codePoints()
                    .filter(point -> point > last && !hasBesides(point))
                    .findFirst()
                    .ifPresent(point -> {
                        throw new BadValue("the text has the character U+" + String.format("%04X", point)
                                + ", which the column's character set " + shownName()
                                + " does not have; utf8mb4 has all");
                    });
        }
    }

    private boolean hasBesides(int point) {
        return this == LATIN1 && MORE_OF_LATIN1.newEncoder().canEncode(Character.toString(point));
    }

    /** Of another set at least so many. */
    long bytes(String text) {
        return switch (this) {
            case UTF8MB4, UTF8MB3 -> text.getBytes(StandardCharsets.UTF_8).length;
            case LATIN1, ASCII, OTHER -> text.codePointCount(0, text.length());
        };
    }
}
