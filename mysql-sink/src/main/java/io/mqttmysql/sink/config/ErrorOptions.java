// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Connect's own error handling (Kafka Connect, "Error Reporting in Connect"), as far as it concerns this sink.
 *
 * @param tolerance {@code none}: the first bad record stops the task; {@code all}: bad records are reported as errant
 * @param hasDeadLetterTopic whether bad records are written to one; else to the worker's log only
 * @param maxShare of the last records that may be reported as errant before the task stops; 1 sets no bound
 */
public record ErrorOptions(String tolerance, boolean hasDeadLetterTopic, double maxShare) {
    public static final String MAX_SHARE = "errors.max.share";

    static final String TOLERANCE = "errors.tolerance";
    static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";
    static final String LOG = "errors.log.enable";
    static final String CONTEXT_HEADERS = "errors.deadletterqueue.context.headers.enable";

    private static final double NO_BOUND = 1;

    static ConfigDef define(ConfigDef def) {
        return def.define(MAX_SHARE, Type.DOUBLE, NO_BOUND, Range.between(0, NO_BOUND), Importance.MEDIUM, """
                With errors.tolerance=all: the share of the last 1000 records, for example 0.2, that may go to the
                dead-letter queue; with more the task stops and names the commonest reason. Nothing of the batch that
                would exceed it is stored or reported. 1 is off.""");
    }

    static ErrorOptions from(AbstractConfig config) {
        Object tolerance = config.originals().getOrDefault(TOLERANCE, "none");
        Object topic = config.originals().getOrDefault(DEAD_LETTER_TOPIC, "");
        return new ErrorOptions(
                String.valueOf(tolerance), !String.valueOf(topic).isBlank(), config.getDouble(MAX_SHARE));
    }

    /** Refuses a tolerance that would make bad records vanish, and a bound without any tolerance. */
    static void check(Map<String, String> settings, ConfigProblems problems) {
        boolean tolerant = settings.getOrDefault(TOLERANCE, "none").equalsIgnoreCase("all");
        if (tolerant && !hasDeadLetterTopic(settings) && !isTrue(settings, LOG)) {
            problems.add(
                    TOLERANCE,
                    "all",
                    "records that cannot be stored would vanish without a trace; set " + DEAD_LETTER_TOPIC
                            + " to a topic for them, or at least " + LOG + "=true");
        }
        if (!tolerant && settings.containsKey(MAX_SHARE)) {
            problems.add(
                    MAX_SHARE,
                    settings.get(MAX_SHARE),
                    "it has no effect, since without " + TOLERANCE + "=all the first bad record stops the task; set"
                            + " that, or remove it");
        }
    }

    /** Whether dead letters go out without their reason. */
    static boolean reasonsGetLost(Map<String, String> settings) {
        return hasDeadLetterTopic(settings) && !isTrue(settings, CONTEXT_HEADERS);
    }

    private static boolean hasDeadLetterTopic(Map<String, String> settings) {
        return !settings.getOrDefault(DEAD_LETTER_TOPIC, "").isBlank();
    }

    private static boolean isTrue(Map<String, String> settings, String key) {
        return Boolean.parseBoolean(settings.getOrDefault(key, "false"));
    }
}
