// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys that mean nothing to this sink: a mistyped one of ours is an error, as is one of another sink that would change
 * what is stored; any other is worth one warning.
 */
public final class UnknownKeys {
    /** Kafka Connect's own keys of a sink connector (Kafka 4.3, "Sink Connector Configs"). */
    private static final Set<String> OF_CONNECT = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "config.action.reload",
            "header.converter",
            "key.converter",
            "predicates",
            "tasks.max",
            "tasks.max.enforce",
            "topics",
            "topics.regex",
            "transforms",
            "value.converter");

    private static final List<String> CONNECT_PREFIXES = List.of(
            "admin.override.",
            "consumer.override.",
            "errors.",
            "header.converter.",
            "key.converter.",
            "predicates.",
            "producer.override.",
            "transforms.",
            "value.converter.");

    private UnknownKeys() {}

    static void check(Map<String, String> settings, Collection<String> ours, ConfigProblems problems) {
        OtherSinkKeys.check(settings, problems);
        for (String key : of(settings, ours)) {
            if (OtherSinkKeys.named(key).isEmpty()) {
                Suggestion.closest(key, ours)
                        .or(() -> withOurPrefix(key))
                        .map(meant -> "is not a key of this sink; did you mean '" + meant + "'?")
                        .or(() -> OtherSinkKeys.beginningLike(key).flatMap(other -> other.refusal(settings.get(key))))
                        .ifPresent(reason -> problems.add(key, reason));
            }
        }
    }

    /** What {@code colum.t} or {@code strategies.a.match} was to be; their names are the user's own. */
    private static Optional<String> withOurPrefix(String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Suggestion.closest(key.substring(0, dot), List.of("column", "strategy", StrategyKeys.STRATEGIES))
                        .map(word -> word.equals(StrategyKeys.STRATEGIES) ? "strategy" : word)
                        .map(word -> word + key.substring(dot));
    }

    /** The keys that neither this sink nor Connect reads. */
    public static Set<String> of(Map<String, String> settings, Collection<String> ours) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeIf(key -> ours.contains(key)
                || OF_CONNECT.contains(key)
                || StrategyOptions.isStrategyKey(key)
                || CONNECT_PREFIXES.stream().anyMatch(key::startsWith));
        return unknown;
    }
}
