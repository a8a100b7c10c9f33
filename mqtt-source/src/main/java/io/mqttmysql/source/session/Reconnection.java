// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides after every failure whether and when to try again. An absent broker is waited for without end; a broker
 * that says no is asked a few times, because rules are also changed while we run, and then the task fails.
 *
 * <p>Used by the session thread only.
 */
final class Reconnection {
    /** Refusals and take-overs in a row after which trying again helps nobody. */
    static final int MAX_REFUSALS = 5;

    private final ReconnectBackoff backoff;
    private final int servers;
    private int attempt;
    private int refusals;
    private int takeovers;

    Reconnection(ReconnectBackoff backoff, int servers) {
        this.backoff = backoff;
        this.servers = servers;
    }

    /** Either a time to wait, or the sentence with which the task fails. */
    record Decision(Duration delay, Optional<String> fatal) {
        private static Decision retryAfter(Duration delay) {
            return new Decision(delay, Optional.empty());
        }
    }

    /** {@code upFor} is how long the link was up before it failed, zero if it never was. */
    Decision afterFailure(LinkException failure, Duration upFor) {
        forgetOldFailures(upFor);
        return switch (failure.kind()) {
            case REFUSED -> afterRefusal(failure);
            case TAKEN_OVER -> afterTakeover(failure);
            case UNREACHABLE, LOST, UNAVAILABLE, OVER_RECEIVE_MAXIMUM, OVER_BYTES ->
                Decision.retryAfter(backoff.delay(attempt++));
        };
    }

    /** A link proves itself by lasting as long as the longest wait; a conflict by not coming back for ten of them. */
    private void forgetOldFailures(Duration upFor) {
        if (upFor.compareTo(backoff.max()) >= 0) {
            attempt = 0;
            refusals = 0;
        }
        if (upFor.compareTo(backoff.max().multipliedBy(10)) >= 0) {
            takeovers = 0;
        }
    }

    private Decision afterRefusal(LinkException failure) {
        refusals++;
        if (refusals < MAX_REFUSALS * servers) {
            return Decision.retryAfter(backoff.delay(attempt++));
        }
        return fatal("The MQTT broker refused this task " + refusals + " times in a row: " + failure.getMessage()
                + ". Mend that and restart the task.");
    }

    private Decision afterTakeover(LinkException failure) {
        takeovers++;
        if (takeovers < MAX_REFUSALS) {
            return Decision.retryAfter(backoff.longDelay());
        }
        return fatal("Another MQTT client took this task's session over " + takeovers + " times: "
                + failure.getMessage() + ". Find the other client, or set another mqtt.client.id, and restart the"
                + " task.");
    }

    private static Decision fatal(String sentence) {
        return new Decision(Duration.ZERO, Optional.of(sentence));
    }
}
