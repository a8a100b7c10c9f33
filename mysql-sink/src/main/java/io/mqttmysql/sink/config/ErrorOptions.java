// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.Map;

/**
 * Connect's own error handling (Kafka Connect, "Error Reporting in Connect"), as far as it concerns this sink.
 *
 * @param tolerance {@code none}: the first bad record stops the task; {@code all}: bad records are put aside
 */
public record ErrorOptions(String tolerance) {
    static final String TOLERANCE = "errors.tolerance";
    static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";
    static final String LOG = "errors.log.enable";
    static final String CONTEXT_HEADERS = "errors.deadletterqueue.context.headers.enable";

    static ErrorOptions from(Map<String, String> settings) {
        return new ErrorOptions(settings.getOrDefault(TOLERANCE, "none"));
    }

    /** Refuses a tolerance that would make bad records vanish. */
    static void check(Map<String, String> settings, ConfigProblems problems) {
        boolean tolerant = settings.getOrDefault(TOLERANCE, "none").equalsIgnoreCase("all");
        if (tolerant && !hasDeadLetterTopic(settings) && !isTrue(settings, LOG)) {
            problems.add(
                    TOLERANCE,
                    "all",
                    "records that cannot be stored would vanish without a trace; set " + DEAD_LETTER_TOPIC
                            + " to a topic for them, or at least " + LOG + "=true");
        }
    }

    /** Whether dead letters go out without their reason. */
    public static boolean reasonsGetLost(Map<String, String> settings) {
        return hasDeadLetterTopic(settings) && !isTrue(settings, CONTEXT_HEADERS);
    }

    private static boolean hasDeadLetterTopic(Map<String, String> settings) {
        return !settings.getOrDefault(DEAD_LETTER_TOPIC, "").isBlank();
    }

    private static boolean isTrue(Map<String, String> settings, String key) {
        return Boolean.parseBoolean(settings.getOrDefault(key, "false"));
    }
}
