// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.row.ErrantReason;
import java.util.Optional;

/** One strategy cannot make a row of a record. Carries no stack trace: it is thrown for every bad record. */
public final class UnfitRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> table;
    private final transient Optional<String> column;

    private final ErrantReason kind;

    /** Something about the payload, or, where there is a column, about the value for it. */
    UnfitRow(Optional<String> table, Optional<String> column, String reason) {
        this(table, column, column.isPresent() ? ErrantReason.VALUE : ErrantReason.PAYLOAD, reason);
    }

    UnfitRow(Optional<String> table, Optional<String> column, ErrantReason kind, String reason) {
        super(reason, null, false, false);
        this.table = table;
        this.column = column;
        this.kind = kind;
    }

    ErrantReason kind() {
        return kind;
    }

    Optional<String> table() {
        return table;
    }

    Optional<String> column() {
        return column;
    }
}
