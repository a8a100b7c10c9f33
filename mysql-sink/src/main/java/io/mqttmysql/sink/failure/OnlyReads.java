// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;

/** The sink's own finding that a server only reads, as the server itself would tell it at the first write. */
public final class OnlyReads extends SQLException {
    private static final long serialVersionUID = 1L;

    private static final String GENERAL_ERROR = "HY000";

    public OnlyReads() {
        super("it only reads (read_only or innodb_read_only)", GENERAL_ERROR, MySqlError.OPTION_PREVENTS);
    }
}
