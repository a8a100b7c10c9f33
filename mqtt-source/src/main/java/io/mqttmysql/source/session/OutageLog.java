// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ServerUri;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said of a broker that is away: when it goes, when the reason changes, every ten minutes, and when it is back,
 * however many attempts lie between. Session thread.
 */
final class OutageLog {
    private static final Duration REPEAT = Duration.ofMinutes(10);

    /** Two reasons that take turns are no news at each turn. */
    private static final Duration TURN = Duration.ofMinutes(1);

    /** A reason that is never the same twice must not fill the log, nor the memory. */
    private static final int MOST_REASONS = 20;

    private final Logger log;
    private final String clientId;
    private final LongSupplier nanoClock;
    private final Map<String, String> lastReasons = new LinkedHashMap<>(); // by server, of this outage
    private final Map<String, Long> toldAt = new LinkedHashMap<>(); // by server and reason, of this outage
    private final Set<String> shownFaults = new HashSet<>();
    private boolean isOut;
    private long outSince;
    private long lastLine;
    private LinkException saturation;

    OutageLog(String clientId) {
        this(clientId, System::nanoTime, LoggerFactory.getLogger(OutageLog.class));
    }

    OutageLog(String clientId, LongSupplier nanoClock, Logger log) {
        this.clientId = clientId;
        this.nanoClock = nanoClock;
        this.log = log;
    }

    /** @param hasWorked whether the broker accepted this task before, so that a "no" is news */
    void failed(String serverUri, LinkException reason, boolean hasWorked) {
        String server = ServerUri.withoutQuery(serverUri);
        long now = nanoClock.getAsLong();
        if (!isOut) {
            isOut = true;
            outSince = now;
            lastReasons.clear();
            toldAt.clear();
        }
        showFault(reason);
        if (!isNews(server, reason, now)) {
            log.debug("{} - {}: {}", clientId, server, reason.getMessage());
            return;
        }
        lastLine = now;
        String since = now == outSince ? "" : ", for " + age(now);
        if (hasWorked && reason.isRefusal()) {
            log.error(
                    "{} - {} refuses this task, which was accepted before{}: {}. It asks again until it is let in, or"
                            + " until it is restarted; what the broker keeps for it is lost when the session expires"
                            + " before that",
                    clientId,
                    server,
                    since,
                    reason.getMessage());
        } else {
            log.warn(
                    "{} - no link to {}{}: {}; trying again until it is back",
                    clientId,
                    server,
                    since,
                    reason.getMessage());
        }
    }

    /** Where a fault lies, once for each place: it may end every link that is made. */
    private void showFault(LinkException reason) {
        Throwable fault = reason.getCause();
        if (fault == null) {
            return;
        }
        StackTraceElement[] trace = fault.getStackTrace();
        String place = fault.getClass() + (trace.length == 0 ? "" : " at " + trace[0]);
        if (shownFaults.size() < MOST_REASONS && shownFaults.add(place)) {
            log.error("{} - a link ended by a fault; report it with this trace", clientId, fault);
        }
    }

    private boolean isNews(String server, LinkException reason, long now) {
        // a reason in which only numbers differ is the same
        String text = reason.kind() + " " + reason.getMessage().replaceAll("[0-9]+", "#");
        String last = lastReasons.put(server, text);
        Long told = toldAt.get(server + " " + text);
        boolean isChange =
                !text.equals(last) && (told == null ? toldAt.size() < MOST_REASONS : now - told >= TURN.toNanos());
        if (isChange || now - lastLine >= REPEAT.toNanos()) {
            if (told != null || toldAt.size() < MOST_REASONS) {
                toldAt.put(server + " " + text, now);
            }
            return true;
        }
        return false;
    }

    private String age(long now) {
        Duration out = Duration.ofNanos(now - outSince);
        return out.toMinutes() < 2 ? out.toSeconds() + " s" : out.toMinutes() + " minutes";
    }

    /** Says once for each link that nothing more is taken. */
    void saturated(LinkException reason) {
        if (saturation != reason) {
            saturation = reason;
            log.warn(
                    "{} - {}: the link stays up, the broker keeps the rest until there is room",
                    clientId,
                    reason.getMessage());
        }
    }

    /** Whoever holds a certificate for any host can pose as the broker. */
    void hostNotVerified() {
        log.warn(
                "{} - mqtt.ssl.endpoint.identification.algorithm is empty: the host name in the broker's certificate is"
                        + " not checked, so anybody with a certificate that is trusted can pose as the broker",
                clientId);
    }

    void connected(MqttLink.Request request, SessionState state) {
        String session = state == SessionState.RESUMED ? "session resumed" : "new session";
        String after = isOut ? " after " + age(nanoClock.getAsLong()) : "";
        isOut = false;
        String window = request.announcesReceiveMaximum() ? ", receive maximum " + request.receiveMaximum() : "";
        log.info(
                "{} - connected to {} with MQTT {}{}, {}{}",
                clientId,
                ServerUri.withoutQuery(request.serverUri()),
                request.version().number(),
                after,
                session,
                window);
    }

    /** The task's own failure has room for one sentence; where the fault lies stands only here. */
    void broken(Throwable fault) {
        log.error("{} - the MQTT session ended by a fault of this connector", clientId, fault);
    }

    void sessionLost() {
        log.warn(
                "{} - the broker has forgotten the session: what was published while the link was down is lost unless"
                        + " it was retained; see mqtt.session.expiry.seconds and the broker's persistence",
                clientId);
    }
}
