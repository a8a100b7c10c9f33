// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import java.util.List;
import java.util.Map;

/**
 * What a session has to do beside bringing messages. Session thread. {@link #memory} alone: any thread. None of them
 * blocks.
 */
public interface SessionRole {
    /** A session that subscribes and stays. */
    SessionRole NONE = new SessionRole() {};

    /** Any thread. What goes with every record, for the task that comes after this one. */
    default Map<String, Object> memory() {
        return Map.of();
    }

    /** False for a session that is only emptied. */
    default boolean subscribes() {
        return true;
    }

    /** True when an earlier task had this session, so that a new one means that the broker has forgotten it. */
    default boolean expectsSession() {
        return false;
    }

    /** False while a link could throw out whoever has the session now: asked before each. */
    default boolean mayConnect() {
        return true;
    }

    /** True when another task has this session now, or may: it is left as it is. */
    default boolean isReplaced() {
        return false;
    }

    /** Task thread. True for a topic that another task of the connector has subscribed, and not this one. */
    default boolean isForeign(String topic) {
        return false;
    }

    /** Task thread. A message came of such a topic. */
    default void broughtForeign() {
        // nothing depends on it
    }

    /** The link is up with the session that was there, and has its subscriptions. */
    default void resumed() {
        // nothing depends on it
    }

    /** The link is up with a new session, and has its subscriptions. */
    default void begun() {
        // nothing depends on it
    }

    /** Subscriptions to give up now, if they are there: asked again and again while the link is up. */
    default List<String> obsolete(Traffic traffic) {
        return List.of();
    }

    /** The broker answered: it sends nothing more for these. */
    default void unsubscribed(List<String> subscriptions) {
        // nothing depends on it
    }

    /**
     * True when the broker need not keep this session: nothing is in it, and nothing will be, and nothing of it is
     * here.
     */
    default boolean isOver(Traffic traffic) {
        return false;
    }

    /** The broker, each server of it, has forgotten the session. */
    default void ended() {
        // nothing depends on it
    }
}
