// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.ConnectKeys;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.source.tls.TlsOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Unknown keys: a mistyped one of ours is an error, any other is ignored with a warning. */
final class UnknownKeys {
    private static final ConnectKeys OF_CONNECT = ConnectKeys.with(Set.of(
            "exactly.once.support",
            "offsets.storage.topic",
            "topic.creation.",
            "transaction.boundary",
            "transaction.boundary.interval.ms",
            MqttSourceConfig.TASK_INDEX,
            MqttSourceConfig.TASK_COUNT));

    private UnknownKeys() {}

    /** Refuses unknown keys that were meant to be ours; whatever else is wrong with them is not said. */
    static void check(Map<String, String> properties, Set<String> ours, ConfigProblems problems) {
        Collection<String> routes = Route.names(properties);
        for (String key : unknown(properties, ours)) {
            problem(key, ours, routes).ifPresent(reason -> problems.addAlone(key, reason));
        }
    }

    private static Optional<String> problem(String key, Set<String> ours, Collection<String> routes) {
        Optional<String> meant = Suggestion.closest(key, ours).or(() -> withRoutePrefix(key));
        return belowTls(key)
                .or(() -> ofNoRoute(key, routes)
                        .map(reason -> meant.map(word -> reason + "; or did you mean '" + word + "'?")
                                .orElse(reason)))
                .or(() -> meant.map(word -> "is not a key of this source; did you mean '" + word + "'?"))
                .or(() -> belowRoute(key));
    }

    /** Unknown keys that resemble nothing of ours: ignored, with a warning. */
    static List<String> ignored(Map<String, String> properties, Set<String> ours) {
        Collection<String> routes = Route.names(properties);
        return unknown(properties, ours).stream()
                .filter(key -> problem(key, ours, routes).isEmpty())
                .toList();
    }

    private static Set<String> unknown(Map<String, String> properties, Set<String> ours) {
        return OF_CONNECT.unknown(properties, key -> ours.contains(key) || NamedValues.isKey(key));
    }

    /** Kafka has more keys of TLS than this connector: ignored, they would promise what does not happen. */
    private static Optional<String> belowTls(String key) {
        return key.startsWith(TlsOptions.PREFIX)
                ? Optional.of(
                        "is not available in this version: the other keys of mqtt.ssl. have this effect; remove the"
                                + " key")
                : Optional.empty();
    }

    /** What {@code rout.kitchen.match} or {@code routes.kitchen.match} was to be. */
    private static Optional<String> withRoutePrefix(String key) {
        int dot = key.indexOf('.');
        boolean isOfRoute = key.endsWith(Route.MATCH) || key.endsWith(Route.KAFKA_TOPIC);
        return dot < 0 || !isOfRoute || key.startsWith(Route.PREFIX)
                ? Optional.empty()
                : Suggestion.closest(key.substring(0, dot + 1), List.of(Route.PREFIX, MappingOptions.ROUTES + "."))
                        .map(prefix -> Route.PREFIX + key.substring(dot + 1));
    }

    /** A key that is well-formed, of a route that {@code routes} does not name. */
    private static Optional<String> ofNoRoute(String key, Collection<String> routes) {
        return Stream.of(Route.MATCH, Route.KAFKA_TOPIC)
                .filter(end -> key.startsWith(Route.PREFIX) && key.endsWith(end))
                .filter(end -> key.length() > Route.PREFIX.length() + end.length())
                .map(end -> key.substring(Route.PREFIX.length(), key.length() - end.length()))
                .filter(name -> !routes.contains(name))
                .findFirst()
                .map(name -> "belongs to no route; add " + name + " to routes, or remove the key");
    }

    /** Below {@code route.} nothing is ignored: a route that does nothing would be missed by nobody. */
    private static Optional<String> belowRoute(String key) {
        return key.startsWith(Route.PREFIX)
                ? Optional.of("is not a key of this source; a route has the keys route.<name>.match and"
                        + " route.<name>.kafka.topic")
                : Optional.empty();
    }
}
