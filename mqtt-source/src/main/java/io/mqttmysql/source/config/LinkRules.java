// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.tls.TlsException;
import io.mqttmysql.source.tls.TlsContext;
import io.mqttmysql.source.tls.TlsOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;

/** The rules between the address, the protocol version and what goes with them. */
final class LinkRules {
    /** The MQTT 3.1.1 client refuses these and everything above, emoji included. */
    private static final char FIRST_BEYOND_3_1_1 = '\uFDD0';

    private final AbstractConfig config;
    private final ConfigProblems problems;

    private LinkRules(AbstractConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    static void check(AbstractConfig config, ConfigProblems problems) {
        LinkRules rules = new LinkRules(config, problems);
        if (ConnectionOptions.version(config) == ProtocolVersion.MQTT_3_1_1) {
            rules.checkBeyond311();
        }
        rules.checkNames(NamedValues.CONNECT_USER, NamedValues::userPropertyProblem);
        rules.checkNames(NamedValues.WEBSOCKET_HEADER, NamedValues::headerProblem);
        rules.checkEffect();
        rules.checkTls();
    }

    private void checkBeyond311() {
        if (config.originals().containsKey(ConnectionOptions.SESSION_EXPIRY)) {
            problems.add(
                    ConnectionOptions.SESSION_EXPIRY,
                    "does not exist in MQTT 3.1.1: the broker's own configuration decides how long it keeps a session;"
                            + " remove the key, or write mqtt.protocol.version=5");
        }
        config.originalsWithPrefix(NamedValues.CONNECT_USER)
                .keySet()
                .forEach(name -> problems.add(
                        NamedValues.CONNECT_USER + name,
                        "does not exist in MQTT 3.1.1, which has no user properties; remove the key, or write"
                                + " mqtt.protocol.version=5"));
        List<String> filters = config.getList(SubscriptionOptions.TOPIC_FILTERS);
        if (filters.stream().anyMatch(LinkRules::isBeyond311)) {
            addBeyond(SubscriptionOptions.TOPIC_FILTERS);
        }
        for (String key : List.of(ConnectionOptions.CLIENT_ID, ConnectionOptions.USERNAME)) {
            if (config.getString(key) != null && isBeyond311(config.getString(key))) {
                addBeyond(key);
            }
        }
    }

    private static boolean isBeyond311(String text) {
        return text.chars()
                .anyMatch(character -> character >= FIRST_BEYOND_3_1_1 || Character.isSurrogate((char) character));
    }

    private void addBeyond(String key) {
        problems.add(
                key,
                "contains an emoji or another character from U+FDD0 on, which the MQTT 3.1.1 client cannot send; write"
                        + " mqtt.protocol.version=5, or other characters");
    }

    private void checkNames(String prefix, Function<Map.Entry<String, String>, Optional<String>> check) {
        NamedValues.below(prefix, config)
                .values()
                .entrySet()
                .forEach(pair -> check.apply(pair).ifPresent(problem -> problems.add(prefix + pair.getKey(), problem)));
    }

    /** What a person believes to be in force, but is not. */
    private void checkEffect() {
        List<ServerUri> servers = ConnectionOptions.servers(config);
        boolean isEncrypted =
                servers.stream().anyMatch(server -> server.scheme().isEncrypted());
        boolean isWebSocket =
                servers.stream().anyMatch(server -> server.scheme().isWebSocket());
        config.originals().keySet().stream()
                .sorted()
                .filter(key -> !isEncrypted && key.startsWith(TlsOptions.PREFIX))
                .findFirst()
                .ifPresent(key -> problems.add(
                        key,
                        "is set, but no address in mqtt.server.uris is encrypted; write ssl:// or wss://, or remove the"
                                + " key"));
        NamedValues headers = NamedValues.below(NamedValues.WEBSOCKET_HEADER, config);
        if (!isWebSocket && !headers.isEmpty()) {
            String key = NamedValues.WEBSOCKET_HEADER + headers.values().firstKey();
            problems.add(
                    key,
                    "is set, but no address in mqtt.server.uris is a WebSocket; write ws:// or wss://, or remove the key");
        }
    }

    private void checkTls() {
        if (ConnectionOptions.servers(config).stream()
                .noneMatch(server -> server.scheme().isEncrypted())) {
            return;
        }
        try {
            TlsContext.of(TlsOptions.from(config));
        } catch (TlsException e) {
            problems.addSentence(e.key(), e.getMessage());
        }
    }
}
