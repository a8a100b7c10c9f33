// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What every source offset of a task carries beside its number.
 *
 * @param plan the fingerprint of the division under which this task had subscribed all its filters when the record was
 *     made; empty before that
 * @param instance tells the starts of a task apart
 * @param sequence the number of the record, counted from 0 by each instance
 * @param sessions how many sessions may be there at the broker, those of tasks that no longer exist included
 * @param subscriptions what the task's session may have subscribed
 * @param settled the instances of whose abandoned sessions nothing is left at the broker; of the first task only
 */
public record TaskMemory(
        String plan, String instance, long sequence, int sessions, List<String> subscriptions, Set<String> settled) {
    private static final String PLAN = "plan";
    private static final String INSTANCE = "instance";
    private static final String SESSIONS = "sessions";
    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final String SETTLED = "settled";
    private static final String SEQUENCE = "sequence";

    public TaskMemory {
        subscriptions = List.copyOf(subscriptions);
        settled = Set.copyOf(settled);
    }

    /** Reads an offset, whatever version of this connector wrote it. */
    public static TaskMemory of(Map<String, ?> offset) {
        return new TaskMemory(
                text(offset, PLAN),
                text(offset, INSTANCE),
                number(offset, SEQUENCE),
                (int) Math.min(Integer.MAX_VALUE, number(offset, SESSIONS)),
                list(offset, SUBSCRIPTIONS),
                Set.copyOf(list(offset, SETTLED)));
    }

    static String newInstance() {
        return UUID.randomUUID().toString();
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
                join(subscriptions), // a topic filter in a list has no comma
                SETTLED,
                join(new TreeSet<>(settled)));
    }

    private static String join(Collection<String> values) {
        return String.join(",", values);
    }

    private static List<String> list(Map<String, ?> offset, String key) {
        String text = text(offset, key);
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(",")).stream().distinct().toList();
    }

    private static String text(Map<String, ?> offset, String key) {
        return offset.get(key) instanceof String text ? text : "";
    }

    private static long number(Map<String, ?> offset, String key) {
        return offset.get(key) instanceof Number number ? number.longValue() : 0;
    }
}
