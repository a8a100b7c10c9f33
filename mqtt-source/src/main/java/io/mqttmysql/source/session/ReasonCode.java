// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.session.LinkException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MQTT 5 reason codes (section 2.4) and the return codes of MQTT 3.1.1 (section 3.2.2.3): what they are called and what
 * they mean for us.
 */
final class ReasonCode {
    private static final int FIRST_ERROR = 0x80;
    private static final int SESSION_TAKEN_OVER = 0x8E;
    private static final Set<Integer> MOVED = Set.of(0x9C, 0x9D);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x80, "unspecified error"),
            Map.entry(0x81, "malformed packet"),
            Map.entry(0x82, "protocol error"),
            Map.entry(0x83, "implementation specific error"),
            Map.entry(
                    0x84,
                    "unsupported protocol version; write the one that the broker speaks into mqtt.protocol.version"),
            Map.entry(0x85, "client identifier not valid; choose another mqtt.client.id"),
            Map.entry(0x86, "bad user name or password; check mqtt.username and mqtt.password"),
            Map.entry(0x87, "not authorized; check mqtt.username, mqtt.password and the broker's access rules"),
            Map.entry(0x88, "server unavailable"),
            Map.entry(0x89, "server busy"),
            Map.entry(0x8A, "banned; ask the broker's operator"),
            Map.entry(0x8B, "server shutting down"),
            Map.entry(0x8C, "bad authentication method"),
            Map.entry(0x8D, "keep alive timeout"),
            Map.entry(0x8E, "session taken over by another client with this client id"),
            Map.entry(0x8F, "topic filter invalid; check mqtt.topic.filters"),
            Map.entry(0x93, "receive maximum exceeded"),
            Map.entry(0x95, "packet too large"),
            Map.entry(0x96, "message rate too high"),
            Map.entry(0x97, "quota exceeded"),
            Map.entry(0x98, "administrative action"),
            Map.entry(0x9C, "use another server; change mqtt.server.uris"),
            Map.entry(0x9D, "server moved; change mqtt.server.uris"),
            Map.entry(0x9E, "shared subscriptions not supported"),
            Map.entry(0x9F, "connection rate exceeded"),
            Map.entry(0xA0, "maximum connect time"),
            Map.entry(0xA2, "wildcard subscriptions not supported; write mqtt.topic.filters without + and #"));

    /** Somebody has to change the configuration or the broker's rules. */
    private static final Set<Integer> REFUSALS =
            Set.of(0x81, 0x82, 0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C, 0x8F, 0x9E, 0xA2);

    /** The reason code that says the same as the return codes 1 to 5. */
    private static final List<Integer> SAME_AS_RETURN_CODE = List.of(0x84, 0x85, 0x88, 0x86, 0x87);

    private static final Set<Integer> LOGIN = Set.of(0x86, 0x87, 0x8C);
    private static final int UNSUPPORTED_VERSION = 0x84;
    private static final int CLIENT_ID_NOT_VALID = 0x85;
    static final int NO_SHARED_SUBSCRIPTIONS = 0x9E;
    static final int NO_WILDCARDS = 0xA2;

    private ReasonCode() {}

    static boolean isError(int code) {
        return code >= FIRST_ERROR;
    }

    /** "not authorized (0x87)" and, where there is one, what to do. */
    static String describe(int code) {
        String hex = "0x%02X".formatted(code);
        return NAMES.containsKey(code) ? describe(code, hex) : "reason code " + hex;
    }

    /** "not authorized (return code 5)" and, where there is one, what to do. */
    static String describeReturnCode(int code) {
        String number = "return code " + code;
        return isKnownReturnCode(code) ? describe(SAME_AS_RETURN_CODE.get(code - 1), number) : number;
    }

    private static String describe(int code, String number) {
        String[] parts = NAMES.get(code).split("; ", 2);
        return parts[0] + " (" + number + ")" + (parts.length == 2 ? "; " + parts[1] : "");
    }

    /** What an MQTT 3.1.1 broker's answer to CONNECT means. */
    static Kind ofReturnCode(int code) {
        return isKnownReturnCode(code) ? ofConnect(SAME_AS_RETURN_CODE.get(code - 1)) : Kind.UNAVAILABLE;
    }

    /** The reason code of MQTT 5 that says the same; 0 where there is none. */
    static int sameAsReturnCode(int code) {
        return isKnownReturnCode(code) ? SAME_AS_RETURN_CODE.get(code - 1) : 0;
    }

    private static boolean isKnownReturnCode(int code) {
        return code >= 1 && code <= SAME_AS_RETURN_CODE.size();
    }

    /** What it means as an answer to CONNECT: a refused client has no session, so nothing became uncertain. */
    static Kind ofConnect(int code) {
        return refusal(code).orElse(Kind.UNAVAILABLE);
    }

    private static Optional<Kind> refusal(int code) {
        if (MOVED.contains(code)) {
            return Optional.of(Kind.ELSEWHERE);
        }
        return REFUSALS.contains(code) ? Optional.of(Kind.REFUSED) : Optional.empty();
    }

    /** The broker knows the client, but not with this name and password, or does not want it. */
    static boolean concernsLogin(int code) {
        return LOGIN.contains(code);
    }

    static boolean concernsVersion(int code) {
        return code == UNSUPPORTED_VERSION;
    }

    static boolean concernsClientId(int code) {
        return code == CLIENT_ID_NOT_VALID;
    }

    static boolean concernsSharedSubscriptions(int code) {
        return code == NO_SHARED_SUBSCRIPTIONS;
    }

    /** What it means when the broker ends a connection. */
    static Kind ofDisconnect(int code) {
        if (code == SESSION_TAKEN_OVER) {
            return Kind.TAKEN_OVER;
        }
        return refusal(code).orElse(Kind.LOST);
    }
}
