// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.ConditionTerm;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.strategy.Selection.Match;
import io.mqttmysql.sink.strategy.Selection.Taken;
import io.mqttmysql.sink.strategy.Selection.Unmatched;
import io.mqttmysql.sink.strategy.Selection.Unreadable;
import io.mqttmysql.sink.value.BadValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries the strategies in order: the first that takes a record ends the search, unless it says {@code continue}.
 *
 * <p>What the filters say about a string is remembered; the memory is bounded in entries and in the length of each,
 * since strangers choose MQTT topics. Task thread.
 */
public final class StrategySelector {
    private static final int REMEMBERED_TOPICS = 10_000;
    private static final int REMEMBERED_LENGTH = 256;

    /** A strategy whose filter matches a string. */
    private record Candidate(TableStrategy strategy, Map<String, String> captures) {}

    private final List<TableStrategy> strategies;
    private final Map<String, List<Candidate>> candidates = new HashMap<>();

    public StrategySelector(List<TableStrategy> strategies) {
        this.strategies = List.copyOf(strategies);
    }

    /** Asks the strategies in order. */
    public Selection select(RecordView view) {
        List<Match> matches = new ArrayList<>(2);
        Optional<Selection> unreadable = Optional.empty();
        for (Candidate candidate : candidates(view.matchedTopic())) {
            TableStrategy strategy = candidate.strategy();
            RecordView seen = strategy.seen(view, candidate.captures());
            try {
                if (!takes(strategy.criteria(), seen)) {
                    continue;
                }
            } catch (BadValue e) {
                unreadable = unreadable.or(() -> Optional.of(new Unreadable(strategy, e.getMessage())));
                continue;
            }
            matches.add(new Match(strategy, seen));
            if (strategy.afterMatch() == AfterMatch.STOP) {
                break;
            }
        }
        return matches.isEmpty() ? unreadable.orElseGet(Unmatched::new) : new Taken(matches);
    }

    private static boolean takes(StrategyCriteria criteria, RecordView seen) {
        return criteria.takesTopic(seen.record().originalTopic())
                && criteria.when().failingFor(seen).isEmpty();
    }

    /**
     * Why a strategy alone would not take the record; empty where it would. For people; changes nothing.
     *
     * @throws BadValue when its {@code when} cannot be answered
     */
    public static Optional<String> objection(TableStrategy strategy, RecordView view) {
        StrategyCriteria criteria = strategy.criteria();
        Optional<Map<String, String>> captures = criteria.match(view.matchedTopic());
        if (captures.isEmpty()) {
            return Optional.of("match does not take '" + view.matchedTopic() + "'");
        }
        if (!criteria.takesTopic(view.record().originalTopic())) {
            return Optional.of("it does not take Kafka topic '" + view.record().originalTopic() + "'");
        }
        Optional<ConditionTerm> failing = criteria.when().failingFor(strategy.seen(view, captures.get()));
        return failing.map(term -> "when: '" + term + "' does not hold");
    }

    private List<Candidate> candidates(String matchedTopic) {
        List<Candidate> known = candidates.get(matchedTopic);
        if (known != null) {
            return known;
        }
        List<Candidate> found = new ArrayList<>();
        for (TableStrategy strategy : strategies) {
            strategy.criteria().match(matchedTopic).ifPresent(captures -> found.add(new Candidate(strategy, captures)));
        }
        if (matchedTopic.length() <= REMEMBERED_LENGTH) {
            remember(matchedTopic, found);
        }
        return found;
    }

    private void remember(String matchedTopic, List<Candidate> found) {
        if (candidates.size() >= REMEMBERED_TOPICS) {
            candidates.clear();
        }
        candidates.put(matchedTopic, List.copyOf(found));
    }
}
