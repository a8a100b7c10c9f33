// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which server it is, as far as the text of statements depends on it. */
record ServerVersion(boolean isMariaDb, int major, int minor, int patch) {
    private static final Pattern VERSION = Pattern.compile("^(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Comparator<ServerVersion> ORDER = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::patch);

    /** @param text as {@code SELECT VERSION()} answers; one that cannot be read is older than all */
    static ServerVersion of(String text) {
        boolean isMariaDb = text.toLowerCase(Locale.ROOT).contains("mariadb");
        Matcher matcher = VERSION.matcher(text);
        return matcher.find()
                ? new ServerVersion(
                        isMariaDb,
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)))
                : new ServerVersion(isMariaDb, 0, 0, 0);
    }

    /** MariaDB counts differently and has none of what newer MySQL has. */
    boolean isMySqlFrom(ServerVersion first) {
        return !isMariaDb && ORDER.compare(this, first) >= 0;
    }
}
