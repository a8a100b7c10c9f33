// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.table.TableId;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link LastRows} tells, once each: where less is left out than one would expect. Task thread. */
final class LastRowsLog {
    private static final Logger log = LoggerFactory.getLogger(LastRows.class);

    private final String task;
    private final int maxKeys;
    private final Set<TableId> toldOfKeys = new HashSet<>();
    private boolean toldOfLimit;

    LastRowsLog(String task, int maxKeys) {
        this.task = task;
        this.maxKeys = maxKeys;
    }

    void tooManyKeys() {
        if (!toldOfLimit) {
            toldOfLimit = true;
            log.warn(
                    "{} - changed.only knows the last rows of {} keys (changed.max.keys); of more, those that came longest"
                            + " ago are written again though they did not change",
                    task,
                    maxKeys);
        }
    }

    void doubtfulKeys(TableId table) {
        if (toldOfKeys.add(table)) {
            log.warn(
                    "{} - changed.only leaves no row of table '{}' out whose key the server may take for another one:"
                            + " texts of other than printable ASCII or in a collation of one country (VARCHAR with"
                            + " utf8mb4_0900_bin, MariaDB: utf8mb4_nopad_bin, tells all apart), and values of SET, FLOAT"
                            + " and other types that the server rounds or changes",
                    task,
                    table);
        }
    }
}
