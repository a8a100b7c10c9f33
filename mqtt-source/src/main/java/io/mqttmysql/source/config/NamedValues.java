// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.mqttmysql.kit.text.ReadableText;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What a person named freely, below one prefix. The values may be secrets, so they never show in its text. */
public record NamedValues(SortedMap<String, String> values) {
    static final String CONNECT_USER = "mqtt.connect.user.";
    static final String WEBSOCKET_HEADER = "mqtt.websocket.header.";

    /** The length prefix of an MQTT string has two bytes. */
    private static final int MAX_TEXT_BYTES = 65_535;

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+"); // RFC 9110, token
    private static final Set<String> OWN_HEADERS = Set.of("host", "upgrade", "connection");

    static NamedValues below(String prefix, AbstractConfig config) {
        SortedMap<String, String> values = new TreeMap<>();
        config.originalsWithPrefix(prefix).forEach((name, value) -> values.put(name, String.valueOf(value)));
        return new NamedValues(Collections.unmodifiableSortedMap(values));
    }

    /** The keys for readers: Kafka's definitions cannot hold a key whose last part is free. */
    static ConfigDef describe(ConfigDef def) {
        return def.define(CONNECT_USER + "<name>", STRING, null, LOW, """
                        A user property of CONNECT, which the broker's extensions may look at, for example\
                         mqtt.connect.user.site=plant-7. MQTT 5 only.""")
                .define(WEBSOCKET_HEADER + "<name>", STRING, null, LOW, """
                        A header of the WebSocket request, for servers in front of the broker that ask for one, for\
                         example mqtt.websocket.header.Authorization. For ws and wss.""");
    }

    /** True for keys whose last part is free, so that they cannot be listed. */
    static boolean isKey(String key) {
        return key.startsWith(CONNECT_USER) || key.startsWith(WEBSOCKET_HEADER);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Says what MQTT would not take as a user property. */
    static Optional<String> userPropertyProblem(Map.Entry<String, String> pair) {
        boolean isLegal = isText(pair.getKey()) && isText(pair.getValue());
        return isLegal ? Optional.empty() : Optional.of("it is too long or contains a control character");
    }

    private static boolean isText(String text) {
        return text.chars().noneMatch(Character::isISOControl)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES;
    }

    /** Says what HTTP would not take as a header of the WebSocket request. */
    static Optional<String> headerProblem(Map.Entry<String, String> header) {
        String name = header.getKey().toLowerCase(Locale.ROOT);
        if (!HEADER_NAME.matcher(name).matches()) {
            return Optional.of("'" + ReadableText.of(header.getKey()) + "' is not a name for an HTTP header");
        }
        if (OWN_HEADERS.contains(name) || name.startsWith("sec-websocket-")) {
            return Optional.of("the connector sets this header itself; remove it");
        }
        boolean isLegal = header.getValue().chars().noneMatch(Character::isISOControl);
        return isLegal ? Optional.empty() : Optional.of("its value contains a control character");
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
