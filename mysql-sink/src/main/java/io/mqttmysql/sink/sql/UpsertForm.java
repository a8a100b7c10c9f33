// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

/** How an upsert names the row that was to be inserted. */
public enum UpsertForm {
    /** {@code AS new … = new.c}: MySQL 8.0.20 and newer, where the other form is deprecated. */
    ROW_ALIAS,
    /** {@code = VALUES(c)}: older MySQL, and MariaDB, which has no row alias. */
    VALUES_FUNCTION;

    private static final ServerVersion FIRST_WITH_ALIAS = new ServerVersion(false, 8, 0, 20);

    static UpsertForm of(ServerVersion version) {
        return version.isMySqlFrom(FIRST_WITH_ALIAS) ? ROW_ALIAS : VALUES_FUNCTION;
    }
}
