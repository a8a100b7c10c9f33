// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import java.util.List;
import java.util.Map;

/**
 * What every source offset of a task carries beside its number.
 *
 * @param plan the fingerprint of the division under which this task had subscribed all its filters when the record was
 *     made; empty before that
 * @param instance tells the starts of a task apart
 * @param sequence the number of the record, counted from 0 by each instance
 * @param sessions how many sessions may be there at the broker, those of tasks that no longer exist included
 * @param subscriptions what the task's session may have subscribed
 */
public record TaskMemory(String plan, String instance, long sequence, int sessions, List<String> subscriptions) {
    private static final String PLAN = "plan";
    private static final String INSTANCE = "instance";
    private static final String SESSIONS = "sessions";
    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final String SEQUENCE = "sequence";

    public TaskMemory {
        subscriptions = List.copyOf(subscriptions);
    }

    /** Reads an offset, whatever version of this connector wrote it. */
    public static TaskMemory of(Map<String, ?> offset) {
        String subscriptions = text(offset, SUBSCRIPTIONS);
        return new TaskMemory(
                text(offset, PLAN),
                text(offset, INSTANCE),
                number(offset, SEQUENCE),
                (int) number(offset, SESSIONS),
                subscriptions.isEmpty() ? List.of() : List.of(subscriptions.split(",")));
    }

    /** All but the sequence, which differs from record to record. */
    public Map<String, Object> toOffset() {
        return Map.of(
                PLAN,
                plan,
                INSTANCE,
                instance,
                SESSIONS,
                (long) sessions,
                SUBSCRIPTIONS,
                String.join(",", subscriptions)); // a topic filter in a list has no comma
    }

    private static String text(Map<String, ?> offset, String key) {
        return offset.get(key) instanceof String text ? text : "";
    }

    private static long number(Map<String, ?> offset, String key) {
        return offset.get(key) instanceof Number number ? number.longValue() : 0;
    }
}
