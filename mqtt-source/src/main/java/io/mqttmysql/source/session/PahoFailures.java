// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.session.LinkException.Kind;
import java.net.UnknownHostException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Paho's failures in our words; pure. The only place that knows its codes. */
final class PahoFailures {
    private static final int LAST_MQTT_CODE = 0xFF;

    private PahoFailures() {}

    /** A connection attempt failed; {@code reached} says whether the TCP connection came about. */
    static LinkException ofConnect(Throwable failure, boolean reached) {
        if (failure instanceof MqttException paho && isMqttCode(paho.getReasonCode())) {
            int code = paho.getReasonCode();
            return new LinkException(ReasonCode.ofConnect(code), ReasonCode.describe(code), code);
        }
        return new LinkException(reached ? Kind.LOST : Kind.UNREACHABLE, describe(failure));
    }

    /** A link ended that had been made. */
    static LinkException ofLoss(MqttDisconnectResponse response) {
        if (response.getException() != null) {
            return new LinkException(Kind.LOST, describe(response.getException()));
        }
        int code = response.getReturnCode();
        return new LinkException(
                ReasonCode.ofDisconnect(code), "the broker closed the connection: " + ReasonCode.describe(code));
    }

    private static boolean isMqttCode(int code) {
        return ReasonCode.isError(code) && code <= LAST_MQTT_CODE;
    }

    static String describe(Throwable failure) {
        if (failure instanceof MqttException paho) {
            return describe(paho);
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host " + failure.getMessage();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String describe(MqttException failure) {
        if (failure.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT
                || failure.getReasonCode() == MqttClientException.REASON_CODE_WRITE_TIMEOUT) {
            return "the broker did not answer a ping";
        }
        Throwable cause = failure.getCause();
        if (cause == null || cause == failure) {
            return failure.getMessage() + " (" + failure.getReasonCode() + ")";
        }
        boolean ended = cause instanceof java.io.EOFException;
        return ended ? "the broker closed the connection without a word" : describe(cause);
    }
}
