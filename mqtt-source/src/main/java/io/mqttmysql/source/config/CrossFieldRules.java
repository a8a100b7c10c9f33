// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;

/** The rules that concern more than one value. */
final class CrossFieldRules {
    private CrossFieldRules() {}

    /** One broken rule, on the key where it is best mended. */
    record Violation(String key, String sentence) {}

    static List<Violation> violations(AbstractConfig config) {
        List<Violation> violations = new ArrayList<>();
        halfALogin(config).ifPresent(violations::add);
        if (losesMessagesSilently(config)) {
            violations.add(new Violation(
                    ConnectionOptions.SESSION_EXPIRY,
                    "mqtt.session.expiry.seconds is 0, so the broker forgets unacknowledged messages at every lost"
                            + " connection although mqtt.qos is 1; write at least the longest outage you expect, for"
                            + " example 86400, or mqtt.clean.start=true if that loss is wanted."));
        }
        if (config.getLong(ConnectionOptions.BACKOFF) > config.getLong(ConnectionOptions.BACKOFF_MAX)) {
            violations.add(new Violation(
                    ConnectionOptions.BACKOFF_MAX,
                    "mqtt.reconnect.backoff.max.ms is smaller than mqtt.reconnect.backoff.ms; make it at least as"
                            + " large."));
        }
        if (config.getLong(DeliveryOptions.BUFFER_MAX_BYTES) < config.getInt(DeliveryOptions.MAX_PACKET_BYTES)) {
            violations.add(new Violation(
                    DeliveryOptions.BUFFER_MAX_BYTES,
                    "mqtt.buffer.max.bytes is smaller than mqtt.max.packet.bytes, so one packet would not fit; make it"
                            + " at least as large."));
        }
        violations.addAll(LinkRules.violations(config));
        violations.addAll(SubscriptionRules.violations(config));
        violations.addAll(RouteRules.violations(config));
        violations.addAll(ConverterAdvice.violations(config.originalsStrings()));
        return violations;
    }

    private static Optional<Violation> halfALogin(AbstractConfig config) {
        boolean name = config.getString(ConnectionOptions.USERNAME) != null;
        boolean password = config.getPassword(ConnectionOptions.PASSWORD_KEY) != null;
        if (name == password) {
            return Optional.empty();
        }
        return Optional.of(
                password
                        ? new Violation(
                                ConnectionOptions.USERNAME,
                                "mqtt.password is set, but mqtt.username is not; set both or neither.")
                        : new Violation(
                                ConnectionOptions.PASSWORD_KEY,
                                "mqtt.username is set, but mqtt.password is not; set both, or leave mqtt.password empty"
                                        + " for a broker that wants a user name only."));
    }

    private static boolean losesMessagesSilently(AbstractConfig config) {
        return ConnectionOptions.version(config) == ProtocolVersion.MQTT_5
                && config.getLong(ConnectionOptions.SESSION_EXPIRY) == 0
                && config.getInt(SubscriptionOptions.QOS) == 1
                && !config.getBoolean(ConnectionOptions.CLEAN_START);
    }
}
