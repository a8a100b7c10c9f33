// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Decides after every failure whether and when to try again. An absent broker is waited for without end. A broker that
 * says no to a task that never worked is asked a few times over a while, and then the task fails: its configuration is
 * wrong. A task that worked asks on, whatever the answer: what checks passwords may be away, and while it is not
 * connected its session expires.
 *
 * <p>Session thread.
 */
final class Reconnection {
    /** Refusals and take-overs in a row after which trying again helps nobody. */
    static final int MAX_REFUSALS = 5;

    /** Two clients that both get their messages into Kafka lose nothing, but somebody has to be told. */
    static final int MAX_TAKEOVERS = 20;

    private final Backoff backoff;
    private final int servers;
    private final LongSupplier nanoClock;
    private final LongSupplier confirmed;
    private boolean hasWorked;
    private int attempt;
    private int refusals;
    private int sentOn;
    private long refusedSince;
    private int takeovers;
    private int idleTakeovers;
    private long confirmedAtTakeover;

    /** @param confirmed counts the records that Kafka has */
    static Reconnection of(ConnectionOptions connection, LongSupplier confirmed) {
        Backoff backoff = new Backoff(
                connection.times().backoff(),
                connection.times().backoffMax(),
                () -> ThreadLocalRandom.current().nextDouble());
        return new Reconnection(backoff, connection.serverUris().size(), System::nanoTime, confirmed);
    }

    Reconnection(Backoff backoff, int servers, LongSupplier nanoClock, LongSupplier confirmed) {
        this.backoff = backoff;
        this.servers = servers;
        this.nanoClock = nanoClock;
        this.confirmed = confirmed;
    }

    /** Either a time to wait, or the sentence with which the task fails. */
    record Decision(Duration delay, Optional<String> fatal) {
        private static Decision retryAfter(Duration delay) {
            return new Decision(delay, Optional.empty());
        }
    }

    /** A link was accepted, subscriptions and all: the configuration was right once. */
    void worked() {
        hasWorked = true;
        sentOn = 0;
    }

    /** True once a link was accepted. */
    boolean hasWorked() {
        return hasWorked;
    }

    /** @param upFor how long the link was up before it failed, zero if it never was */
    Decision afterFailure(LinkException failure, Duration upFor) {
        forgetOldFailures(upFor);
        return switch (failure.kind()) {
            case REFUSED -> afterRefusal(failure);
            case ELSEWHERE -> afterReference(failure);
            case TAKEN_OVER -> afterTakeover(failure);
            case OVER_BYTES -> Decision.retryAfter(Duration.ZERO); // our own doing
            case UNREACHABLE, LOST, UNAVAILABLE, OVER_RECEIVE_MAXIMUM -> Decision.retryAfter(backoff.delay(attempt++));
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
            idleTakeovers = 0;
        }
    }

    /** The next server is asked at once, until each of them has sent us on. */
    private Decision afterReference(LinkException failure) {
        sentOn++;
        return sentOn % servers == 0 ? afterRefusal(failure) : Decision.retryAfter(Duration.ZERO);
    }

    private Decision afterRefusal(LinkException failure) {
        if (hasWorked) {
            return Decision.retryAfter(backoff.longDelay());
        }
        long now = nanoClock.getAsLong();
        if (refusals == 0) {
            refusedSince = now;
        }
        refusals++;
        Duration refusedFor = Duration.ofNanos(now - refusedSince);
        int enough = failure.kind() == LinkException.Kind.ELSEWHERE ? MAX_REFUSALS : MAX_REFUSALS * servers;
        boolean isEnough = refusals >= enough && refusedFor.compareTo(patience()) >= 0;
        if (!isEnough) {
            return Decision.retryAfter(backoff.steadyDelay(attempt++));
        }
        return fatal("The MQTT broker refused this task " + refusals + " times in a row: " + failure.getMessage()
                + ". Fix this, then restart the task.");
    }

    /** How long a broker is asked again at least: half a minute with the default longest wait. */
    private Duration patience() {
        return backoff.max().dividedBy(2);
    }

    /**
     * Who takes a session over gets what was not acknowledged. To take it back is right while our records reach Kafka;
     * a task whose records do not is perhaps one that was replaced, so it gives way sooner.
     */
    private Decision afterTakeover(LinkException failure) {
        long now = confirmed.getAsLong();
        idleTakeovers = takeovers > 0 && now > confirmedAtTakeover ? 1 : idleTakeovers + 1;
        confirmedAtTakeover = now;
        takeovers++;
        if (idleTakeovers < MAX_REFUSALS && takeovers < MAX_TAKEOVERS) {
            return Decision.retryAfter(backoff.longDelay());
        }
        return fatal("Another MQTT client took this task's session over " + takeovers + " times: "
                + failure.getMessage() + ". Two connectors or two clusters probably use the same mqtt.client.id: find"
                + " the other client, or set another mqtt.client.id, and restart the task.");
    }

    private static Decision fatal(String sentence) {
        return new Decision(Duration.ZERO, Optional.of(sentence));
    }
}
