// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ServerUri;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line when the broker goes and one when it is back, however many attempts lie between. Session thread. */
final class OutageLog {
    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

    private final String clientId;
    private boolean isOut;
    private long outSince;
    private LinkException saturation;

    OutageLog(String clientId) {
        this.clientId = clientId;
    }

    void failed(String serverUri, LinkException reason, Duration delay) {
        if (isOut) {
            log.debug(
                    "{} - {}: {}; next attempt in {}",
                    clientId,
                    ServerUri.withoutQuery(serverUri),
                    reason.getMessage(),
                    delay);
            return;
        }
        isOut = true;
        outSince = System.nanoTime();
        log.warn(
                "{} - no link to {}: {}; trying again until it is back",
                clientId,
                ServerUri.withoutQuery(serverUri),
                reason.getMessage());
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
        String after = isOut
                ? " after " + Duration.ofNanos(System.nanoTime() - outSince).toSeconds() + " s"
                : "";
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
