// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.Optional;

/**
 * What the server says a column is.
 *
 * @param declaration the whole type as declared, e.g. {@code int unsigned} or {@code enum('on','off')}
 * @param length characters of a text column, bytes of a binary one, bits of BIT; 0 where it has none
 * @param precision digits of a DECIMAL; 0 where it has none
 * @param scale digits after the point of a DECIMAL, or of the seconds of a temporal column
 * @param filledByServer whether an INSERT may leave it out: it is nullable, has a default, is generated or AUTO_INCREMENT
 * @param generated whether the server computes it from other columns, so that nobody may write it
 * @param collation by which its texts are compared; empty where it holds no text; MariaDB's JSON is text
 */
public record Column(
        String name,
        ColumnType type,
        String declaration,
        long length,
        int precision,
        int scale,
        boolean nullable,
        boolean filledByServer,
        boolean generated,
        Optional<Collation> collation) {

    /** A character set, and an order of its texts. */
    public record Collation(String charset, String name) {}

    public boolean isUnsigned() {
        return declaration.contains("unsigned");
    }
}
