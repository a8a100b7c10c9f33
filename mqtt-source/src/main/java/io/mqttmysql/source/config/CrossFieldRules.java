// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.secret.PasswordFileException;
import org.apache.kafka.common.config.AbstractConfig;

/** The rules that concern more than one value. */
final class CrossFieldRules {
    private CrossFieldRules() {}

    /** For values that can be read; each broken rule on the key where it is best fixed. */
    static void check(AbstractConfig config, ConfigProblems problems) {
        checkLogin(config, problems);
        if (losesMessagesSilently(config)) {
            problems.add(
                    ConnectionOptions.SESSION_EXPIRY,
                    "0",
                    "the broker then forgets unacknowledged messages at every lost connection although mqtt.qos is 1;"
                            + " write at least the longest outage you expect, for example 86400, or"
                            + " mqtt.clean.start=true if that loss is wanted");
        }
        if (config.getLong(ConnectionOptions.BACKOFF) > config.getLong(ConnectionOptions.BACKOFF_MAX)) {
            problems.add(
                    ConnectionOptions.BACKOFF_MAX,
                    "is smaller than mqtt.reconnect.backoff.ms; make it at least as large");
        }
        if (config.getLong(DeliveryOptions.BUFFER_MAX_BYTES) < config.getInt(DeliveryOptions.MAX_PACKET_BYTES)) {
            problems.add(
                    DeliveryOptions.BUFFER_MAX_BYTES,
                    "is smaller than mqtt.max.packet.bytes, so one packet would not fit; make it at least as large");
        }
        LinkRules.check(config, problems);
        SubscriptionRules.check(config, problems);
        RouteRules.check(config, problems);
        ConverterAdvice.check(config.originalsStrings(), problems);
    }

    private static void checkLogin(AbstractConfig config, ConfigProblems problems) {
        boolean hasName = config.getString(ConnectionOptions.USERNAME) != null;
        boolean hasPassword = config.getPassword(ConnectionOptions.PASSWORD_KEY) != null;
        boolean hasFile = ConnectionOptions.passwordFile(config).isPresent();
        if (hasPassword && hasFile) {
            problems.add(
                    ConnectionOptions.PASSWORD_FILE,
                    "mqtt.password is set too, and only one of them can be the password; remove one");
        }
        if ((hasPassword || hasFile) && !hasName && !allowsPasswordAlone(config)) {
            problems.add(
                    ConnectionOptions.USERNAME,
                    (hasPassword ? ConnectionOptions.PASSWORD_KEY : ConnectionOptions.PASSWORD_FILE)
                            + " is set, but mqtt.username is not, and MQTT 3.1.1 has no password without a user name;"
                            + " set both or neither, or write mqtt.protocol.version=5");
        }
        if (hasName && !hasPassword && !hasFile) {
            problems.add(
                    ConnectionOptions.PASSWORD_KEY,
                    "mqtt.username is set, but neither mqtt.password nor mqtt.password.file is; set one of them, or"
                            + " leave mqtt.password empty for a broker that wants a user name only");
        }
    }

    /** MQTT 5 section 3.1.2.9, against MQTT 3.1.1 section 3.1.2.9. */
    private static boolean allowsPasswordAlone(AbstractConfig config) {
        return ConnectionOptions.version(config) == ProtocolVersion.MQTT_5;
    }

    /** Not at a start: the file may be there again when the next connection needs it. */
    static void checkPasswordFile(AbstractConfig config, ConfigProblems problems) {
        ConnectionOptions.passwordFile(config).ifPresent(file -> {
            try {
                file.read();
            } catch (PasswordFileException e) {
                problems.add(ConnectionOptions.PASSWORD_FILE, e.getMessage());
            }
        });
    }

    private static boolean losesMessagesSilently(AbstractConfig config) {
        return ConnectionOptions.version(config) == ProtocolVersion.MQTT_5
                && config.getLong(ConnectionOptions.SESSION_EXPIRY) == 0
                && config.getInt(SubscriptionOptions.QOS) == 1
                && !config.getBoolean(ConnectionOptions.CLEAN_START);
    }
}
