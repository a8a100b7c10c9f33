// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

/**
 * References like {@code ${env:MQTT_URI}} that are still there: Connect puts values in their place before a connector
 * sees them, unless the worker does not know the provider or the provider does not know the name.
 */
final class UnresolvedValues {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_-]+):[^}]*}");

    private UnresolvedValues() {}

    /** Whatever else is wrong with the text of a reference is not said. */
    static void check(Map<String, String> properties, ConfigDef ours, ConfigProblems problems) {
        present(ours.names(), properties).forEach((key, value) -> {
            boolean isSecret = ours.configKeys().get(key).type == ConfigDef.Type.PASSWORD;
            Matcher reference = REFERENCE.matcher(value);
            if (isSecret ? reference.matches() : reference.find()) { // a password may well contain ${x:y}
                problems.addAlone(key, sentence(key, isSecret ? "" : " " + reference.group(), reference.group(1)));
            }
        });
    }

    private static Map<String, String> present(Collection<String> keys, Map<String, String> properties) {
        Map<String, String> present = new TreeMap<>(properties);
        present.keySet().retainAll(keys);
        return present;
    }

    private static String sentence(String key, String reference, String provider) {
        return "The worker did not resolve the reference" + reference + " in " + key + ". Let it know the provider"
                + " (config.providers=" + provider + " and config.providers." + provider + ".class in its properties),"
                + " and see that what is referred to exists where the worker runs.";
    }
}
