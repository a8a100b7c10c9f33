// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import java.util.Optional;

/** One strategy cannot make a row of a record. Carries no stack trace: it is thrown for every bad record. */
final class UnfitRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> table;
    private final transient Optional<String> column;

    UnfitRow(Optional<String> table, Optional<String> column, String reason) {
        super(reason, null, false, false);
        this.table = table;
        this.column = column;
    }

    Optional<String> table() {
        return table;
    }

    Optional<String> column() {
        return column;
    }
}
