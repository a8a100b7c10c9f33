// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * References like {@code ${env:MQTT_URI}} that are still there: Connect puts values in their place before a connector
 * sees them, unless the worker does not know the provider or the provider does not know the name.
 */
public final class UnresolvedValues {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_-]+):[^}]*}");

    private UnresolvedValues() {}

    /**
     * First of all checks: whatever else is wrong with the text of a reference is not said.
     *
     * @param ours the definition, all of whose keys are looked at
     * @param isLookedAt which keys besides
     */
    public static void check(
            Map<String, String> settings, ConfigDef ours, Predicate<String> isLookedAt, ConfigProblems problems) {
        new TreeMap<>(settings).forEach((key, value) -> {
            ConfigKey known = ours.configKeys().get(key);
            boolean isSecret = known != null && known.type == ConfigDef.Type.PASSWORD;
            Matcher reference = REFERENCE.matcher(value);
            boolean isUnresolved = isSecret ? reference.matches() : reference.find(); // a password may contain ${x:y}
            if (isUnresolved && (known != null || isLookedAt.test(key))) {
                problems.addAlone(key, sentence(isSecret ? "" : " " + reference.group(), reference.group(1)));
            }
        });
    }

    private static String sentence(String reference, String provider) {
        return "the worker did not resolve the reference" + reference + "; let it know the provider (config.providers="
                + provider + " and config.providers." + provider + ".class in its properties), and see that what is"
                + " referred to exists where the worker runs, and may be read there (the provider's allowlist.pattern or"
                + " allowed.paths)";
    }
}
