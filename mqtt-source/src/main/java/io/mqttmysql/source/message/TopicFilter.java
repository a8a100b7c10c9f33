// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What may be subscribed to: MQTT 5 sections 4.7.1 and 4.7.3. */
public final class TopicFilter {
    /** The length prefix of an MQTT string has two bytes. */
    private static final int MAX_BYTES = 65535;

    private TopicFilter() {}

    /** Says in words why the broker would not take the filter, and nothing when it would. */
    public static Optional<String> problem(String filter) {
        if (filter.isEmpty()) {
            return Optional.of("a topic filter is empty");
        }
        if (filter.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("a topic filter is longer than " + MAX_BYTES + " bytes");
        }
        if (filter.chars().anyMatch(TopicFilter::isForbidden) || !isWellFormed(filter)) {
            return Optional.of("a topic filter contains a control character or half a character");
        }
        if (filter.startsWith("$share/")) {
            return Optional.of("'" + filter + "' is a shared subscription, which is not supported; write the filter"
                    + " without $share/<group>/");
        }
        if (filter.indexOf('{') >= 0 || filter.indexOf('}') >= 0) {
            return Optional.of("'" + filter + "' contains a capture; write + for {name} and # for {name#}");
        }
        return wildcardProblem(filter);
    }

    private static Optional<String> wildcardProblem(String filter) {
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            if (level.indexOf('+') >= 0 && level.length() > 1) {
                return Optional.of("in '" + filter + "' the wildcard + must fill its whole level");
            }
            if (level.indexOf('#') >= 0 && (level.length() > 1 || i < levels.length - 1)) {
                return Optional.of("in '" + filter + "' the wildcard # must be the whole last level");
            }
        }
        return Optional.empty();
    }

    /** Control characters are legal in part (only NUL is not), but brokers close the connection over them. */
    private static boolean isForbidden(int character) {
        return Character.isISOControl(character);
    }

    private static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
