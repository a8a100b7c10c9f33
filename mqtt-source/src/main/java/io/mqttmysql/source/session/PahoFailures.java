// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.session.transport.RefusedException;
import java.io.EOFException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;

/** Paho's failures, of both versions, in our words; pure. The only place that knows its codes. */
final class PahoFailures {
    private static final String WITHOUT_A_WORD = "the broker closed the connection without a word";
    private static final int LAST_MQTT_CODE = 0xFF;

    // the same numbers in both libraries
    private static final int CLIENT_TIMEOUT = 32_000;
    private static final int WRITE_TIMEOUT = 32_002;

    private PahoFailures() {}

    /**
     * A connection attempt failed.
     *
     * @param wasReached whether the broker may have seen it
     */
    static LinkException ofConnect(Throwable failure, boolean wasReached) {
        if (failure instanceof org.eclipse.paho.mqttv5.common.MqttException paho && isMqttCode(paho.getReasonCode())) {
            int code = paho.getReasonCode();
            return new LinkException(ReasonCode.ofConnect(code), ReasonCode.describe(code), code);
        }
        if (failure instanceof org.eclipse.paho.client.mqttv3.MqttException paho && isReturnCode(paho)) {
            int code = paho.getReasonCode();
            return new LinkException(
                    ReasonCode.ofReturnCode(code),
                    ReasonCode.describeReturnCode(code),
                    ReasonCode.sameAsReturnCode(code));
        }
        return classified(failure, wasReached ? Kind.LOST : Kind.UNREACHABLE);
    }

    /** The library refused to send what it was asked for: not the line's fault, so no other attempt will do better. */
    static LinkException ofOurs(IllegalArgumentException refused) {
        return new LinkException(
                Kind.REFUSED,
                "a fault of this connector: the MQTT client library does not send what it is asked to ("
                        + describe(refused) + "); report it with the configuration",
                refused);
    }

    /** A link ended that had been made. */
    static LinkException ofLoss(Throwable failure) {
        return classified(failure, Kind.LOST);
    }

    /** An MQTT 3.1.1 link ended that had been made. That version has no words for the most usual mistake. */
    static LinkException ofLoss311(Throwable failure) {
        LinkException loss = ofLoss(failure);
        return loss.getMessage().equals(WITHOUT_A_WORD)
                ? new LinkException(
                        loss.kind(),
                        WITHOUT_A_WORD + " (MQTT 3.1.1 brokers do that too when another client connects with the same"
                                + " client id)")
                : loss;
    }

    /** An MQTT 5 link ended that had been made. */
    static LinkException ofLoss(MqttDisconnectResponse response) {
        // Paho gives an exception also for a DISCONNECT of the broker, which says more
        if (response.getException() != null && !isMqttCode(response.getReturnCode())) {
            return ofLoss(response.getException());
        }
        int code = response.getReturnCode();
        String words =
                response.getReasonString() == null || response.getReasonString().isBlank()
                        ? ""
                        : " \"" + ReadableText.of(response.getReasonString()) + '"';
        return new LinkException(
                ReasonCode.ofDisconnect(code),
                "the broker closed the connection: " + ReasonCode.describe(code) + words);
    }

    private static LinkException classified(Throwable failure, Kind otherwise) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException) {
                return new LinkException(Kind.REFUSED, cause.getMessage());
            }
        }
        return fault(failure)
                .map(fault -> new LinkException(otherwise, describe(failure), fault))
                .orElseGet(() -> new LinkException(otherwise, describe(failure)));
    }

    /** What no server and no line brings about; the library wraps it into an exception of its own. */
    private static Optional<Throwable> fault(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof RuntimeException) && !(cause instanceof Error)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause);
    }

    private static boolean isMqttCode(int code) {
        return ReasonCode.isError(code) && code <= LAST_MQTT_CODE;
    }

    private static boolean isReturnCode(org.eclipse.paho.client.mqttv3.MqttException failure) {
        return failure.getReasonCode() > 0 && failure.getReasonCode() <= LAST_MQTT_CODE;
    }

    static String describe(Throwable failure) {
        if (failure instanceof org.eclipse.paho.mqttv5.common.MqttException paho) {
            return describe(paho, paho.getReasonCode());
        }
        if (failure instanceof org.eclipse.paho.client.mqttv3.MqttException paho) {
            return describe(paho, paho.getReasonCode());
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host " + failure.getMessage();
        }
        if (failure instanceof EOFException && failure.getMessage() == null) {
            return WITHOUT_A_WORD;
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String describe(Exception paho, int code) {
        if (code == CLIENT_TIMEOUT || code == WRITE_TIMEOUT) {
            return "the broker did not answer a ping";
        }
        Throwable cause = paho.getCause();
        return cause == null || cause == paho ? paho.getMessage() + " (" + code + ")" : describe(cause);
    }
}
