// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.ConnectKeys;
import io.mqttmysql.kit.config.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that mean nothing to this sink: a mistyped one of ours is an error, as is one of another sink that would change
 * what is stored; any other is worth one warning.
 */
public final class UnknownKeys {
    private static final ConnectKeys OF_CONNECT = ConnectKeys.with(Set.of("topics", "topics.regex"));

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
        return OF_CONNECT.unknown(settings, key -> ours.contains(key) || StrategyOptions.isStrategyKey(key));
    }
}
