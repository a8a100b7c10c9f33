// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import io.mqttmysql.stack.MySqlAddress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The person's MySQL server, and the new schema that is all the quickstart touches there.
 *
 * @param unused the database that the address named and that nothing is written to; empty for none
 */
public record OwnDatabase(MySqlAddress address, String schema, String unused) {
    private static final String EXAMPLE = "write jdbc:mysql://host:3306/ or host:3306.";
    private static final Pattern URL = Pattern.compile(
            "(?:jdbc:mysql://)?((?:[^/?#\\s@:,()\\[\\]]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?)(?:/([^?#\\s]*))?(?:\\?(\\S*))?");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(^|&)(user|password)=");

    /**
     * @param run what tells this run's names from those of others
     * @throws IllegalArgumentException with one sentence for the person; it never repeats what may hold a secret
     */
    static OwnDatabase parse(String url, String user, Path passwordFile, String run) {
        Matcher parts = URL.matcher(url);
        boolean matches = parts.matches();
        String parameters = matches && parts.group(3) != null ? parts.group(3) : "";
        if (url.contains("@") || CREDENTIALS.matcher(parameters).find()) {
            throw new IllegalArgumentException(
                    "--mysql has a user or a password in its address: give them by --user and --password-file.");
        }
        if (!matches) {
            throw new IllegalArgumentException(
                    "--mysql " + url + " is not the address of one MySQL server: " + EXAMPLE);
        }
        MySqlAddress address =
                new MySqlAddress(parts.group(1), parameters, user, PasswordFile.read("--password-file", passwordFile));
        return new OwnDatabase(address, "mqtt_quickstart_" + run, parts.group(2) == null ? "" : parts.group(2));
    }
}
