// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The settings of the person's sink file as they are used here: all of them, but for where records come from and where
 * rows go.
 *
 * @param replaced what the file said otherwise, in words; what may be secret by its name only
 */
public record OwnSinkSettings(Map<String, String> settings, List<String> replaced) {
    private static final String CONNECTION = "connection.";

    private static final Map<String, String> OURS = new TreeMap<>(Map.of(
            "connector.class", "io.mqttmysql.sink.MySqlSinkConnector",
            "topics", ConnectorPlan.TOPIC,
            "connection.url", "${env:MYSQL_URL}",
            "connection.user", "${env:MYSQL_USER}",
            "connection.password", "${env:MYSQL_PASSWORD}"));

    /** They would contradict ours; Connect takes the name from the address of the request. */
    private static final List<String> LEFT_OUT = List.of("name", "topics.regex");

    public static OwnSinkSettings of(Map<String, String> file) {
        Map<String, String> settings = new HashMap<>(file);
        settings.values().removeIf(Objects::isNull);
        List<String> replaced = new ArrayList<>();
        OURS.forEach((key, ours) -> {
            String theirs = settings.put(key, ours);
            if (theirs != null && !theirs.equals(ours)) {
                replaced.add(key.startsWith(CONNECTION) ? key : key + "=" + theirs + " by " + ours);
            }
        });
        LEFT_OUT.stream()
                .filter(settings::containsKey)
                .forEach(key -> replaced.add(key + "=" + settings.remove(key) + " (left out)"));
        return new OwnSinkSettings(settings, replaced);
    }
}
