// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

/**
 * Knows since which epoch the broker's session is one and the same. "Session present" alone does not say it: the
 * session may have been lost and re-created by an attempt whose CONNACK never reached us, and another server of the
 * list has a session of its own.
 *
 * <p>Session thread.
 */
final class SessionContinuity {
    private String uri;
    private int since;
    private int last;
    private int subscribedSince = -1;
    private boolean isExpected;

    /** @param isExpected whether an earlier task left a session that should be there */
    SessionContinuity(boolean isExpected) {
        this.isExpected = isExpected;
    }

    /**
     * True when the broker should have had a session. Told once for each: a link that is made with a new session and
     * breaks before it is subscribed would otherwise hide from the next one that something was lost.
     */
    boolean isLost(SessionState state) {
        boolean isLost = isExpected && state == SessionState.NEW;
        isExpected &= !isLost;
        return isLost;
    }

    /**
     * The connection whose session the next one to this server resumes, should the broker have it still: the last one
     * that was accepted. 0 when there is none, or when the session may be another one.
     */
    int predecessor(String serverUri) {
        return serverUri.equals(uri) ? last : 0;
    }

    /** The broker accepted connection {@code epoch}. */
    void connected(String serverUri, int epoch, SessionState state) {
        boolean isSame = state == SessionState.RESUMED && serverUri.equals(uri);
        if (!isSame) {
            uri = serverUri;
            since = epoch;
        }
        last = epoch;
    }

    /** The filters were subscribed on this session. */
    void subscribed() {
        subscribedSince = since;
    }

    /** The link is up: from now on the broker has a session to lose. */
    void established() {
        isExpected = true;
    }

    /**
     * True when this task subscribed its filters on this very session, which it therefore still has. A restarted task
     * does not know what an earlier one subscribed: it subscribes again, and on MQTT 3.1.1 retained messages then come
     * again, once.
     */
    boolean isSubscribed() {
        return subscribedSince == since;
    }

    /**
     * The session may be another one now: an attempt reached a broker whose answer did not reach us, or another
     * client used it.
     */
    void uncertain() {
        uri = null;
    }
}
