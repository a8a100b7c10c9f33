// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes down what was published and what the broker acknowledged: nothing else is ever claimed. What was sent and not
 * acknowledged may have arrived or not, and both are right.
 *
 * <p>Safe for use by several threads.
 */
public final class Journal {
    private final Map<Reading.Id, Reading> sent = new LinkedHashMap<>(); // guarded by this
    private final Set<Reading.Id> acknowledged = new LinkedHashSet<>(); // guarded by this

    /** To be called before the reading leaves. */
    synchronized void sending(Reading reading) {
        if (sent.putIfAbsent(reading.id(), reading) != null) {
            throw new IllegalStateException(reading.id() + " was sent before");
        }
    }

    synchronized void acknowledged(Reading.Id id) {
        acknowledged.add(id);
    }

    public synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    /** As it stands now. */
    public synchronized Sent sent() {
        return new Sent(sent, acknowledged);
    }

    /** What was sent, in the order in which each device sent it; and which of it the broker acknowledged. */
    public record Sent(Map<Reading.Id, Reading> readings, Set<Reading.Id> acknowledged) {
        public Sent {
            readings = new LinkedHashMap<>(readings);
            acknowledged = new LinkedHashSet<>(acknowledged);
        }
    }
}
