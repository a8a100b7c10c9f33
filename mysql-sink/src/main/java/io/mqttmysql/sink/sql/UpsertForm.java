// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an upsert names the row that was to be inserted. */
public enum UpsertForm {
    /** {@code AS new … = new.c}: MySQL 8.0.20 and newer, where the other form is deprecated. */
    ROW_ALIAS,
    /** {@code = VALUES(c)}: older MySQL, and MariaDB, which has no row alias. */
    VALUES_FUNCTION;

    private static final Pattern VERSION = Pattern.compile("^(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final int FIRST_MAJOR = 8;
    private static final int FIRST_PATCH = 20;

    /** @param version as {@code SELECT VERSION()} answers */
    public static UpsertForm of(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (version.toLowerCase(Locale.ROOT).contains("mariadb") || !matcher.find()) {
            return VALUES_FUNCTION;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        int patch = Integer.parseInt(matcher.group(3));
        boolean hasAlias = major > FIRST_MAJOR || major == FIRST_MAJOR && (minor > 0 || patch >= FIRST_PATCH);
        return hasAlias ? ROW_ALIAS : VALUES_FUNCTION;
    }
}
