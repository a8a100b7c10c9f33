// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What happened in one task since it started. Any thread. */
public final class SourceCounters {
    private final LongAdder received = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder polled = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder droppedQos0 = new LongAdder();
    private final LongAdder rehomed = new LongAdder();
    private final LongAdder copies = new LongAdder();
    private final Map<Rejection.Reason, LongAdder> rejected = new EnumMap<>(Rejection.Reason.class);
    private final LongAdder skippedRetained = new LongAdder();
    private final LongAdder skippedEmpty = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder unwanted = new LongAdder();
    private final LongAdder overruns = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder sessionsLost = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final AtomicLong sessionExpiry = new AtomicLong(-1);

    public SourceCounters() {
        for (Rejection.Reason reason : Rejection.Reason.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    /** Messages that the broker sent and that were accepted. */
    public LongAdder received() {
        return received;
    }

    /** Payload bytes of {@link #received}. */
    public LongAdder receivedBytes() {
        return receivedBytes;
    }

    /** Messages handed to Connect. */
    public LongAdder polled() {
        return polled;
    }

    /** Records that Connect reported as being in Kafka. */
    public LongAdder completed() {
        return completed;
    }

    /** Records that Connect reported as dropped: filtered by a transformation or tolerated as an error. */
    public LongAdder filtered() {
        return filtered;
    }

    public LongAdder acknowledged() {
        return acknowledged;
    }

    /** Messages that were done when their connection was gone, so that they cannot be acknowledged any more. */
    public LongAdder stale() {
        return stale;
    }

    /** QoS 0 messages for which there was no room. */
    public LongAdder droppedQos0() {
        return droppedQos0;
    }

    /** Messages that a resumed session brought again while they were unacknowledged here. */
    public LongAdder rehomed() {
        return rehomed;
    }

    /** Messages that came again on one connection, before they were acknowledged. */
    public LongAdder copies() {
        return copies;
    }

    /** Messages that could not be handed to Kafka, by what was wrong with them. */
    public LongAdder rejected(Rejection.Reason reason) {
        return rejected.get(reason);
    }

    /** Retained messages that were left out on purpose (mqtt.retained). */
    public LongAdder skippedRetained() {
        return skippedRetained;
    }

    /** Messages without a payload that were left out on purpose (mqtt.empty.payload). */
    public LongAdder skippedEmpty() {
        return skippedEmpty;
    }

    /** Messages of an old subscription, which no topic filter of the connector matches. */
    public LongAdder unwanted() {
        return unwanted;
    }

    /** Links that were dropped because a bound was reached. */
    public LongAdder overruns() {
        return overruns;
    }

    /** Connections that were subscribed and up. */
    public LongAdder connections() {
        return connections;
    }

    /** Times that the broker said no to a connection, or to what it should bring. */
    public LongAdder refusals() {
        return refusals;
    }

    /** Reconnections at which the broker had forgotten the session. */
    public LongAdder sessionsLost() {
        return sessionsLost;
    }

    /** Seconds for which the broker keeps the session without a link; -1 where it said nothing. No counter. */
    public AtomicLong sessionExpiry() {
        return sessionExpiry;
    }
}
