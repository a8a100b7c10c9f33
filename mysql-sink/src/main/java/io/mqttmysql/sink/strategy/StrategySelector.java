// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Tries the strategies in order: the first that takes a record ends the search, unless it says {@code continue}.
 *
 * <p>What the filters say about a string is remembered; the memory is bounded in entries and in the length of each, since
 * strangers choose MQTT topics. Task thread only, but for the counts.
 */
public final class StrategySelector {
    private static final int REMEMBERED_TOPICS = 10_000;
    private static final int REMEMBERED_LENGTH = 256;

    private final List<TableStrategy> strategies;
    private final StrategyCounts counts;
    private final Map<String, List<Selection>> candidates = new HashMap<>();

    public StrategySelector(List<TableStrategy> strategies) {
        this.strategies = List.copyOf(strategies);
        this.counts = new StrategyCounts(strategies);
    }

    public StrategyCounts counts() {
        return counts;
    }

    int rememberedTopics() {
        return candidates.size();
    }

    /** The strategies that take the record, in order; empty when none does. */
    public List<Selection> select(SinkRecord record, String matchedTopic) {
        List<Selection> selected = new ArrayList<>(2);
        for (Selection candidate : candidates(matchedTopic)) {
            TableStrategy strategy = candidate.strategy();
            if (strategy.criteria().takesTopic(record.originalTopic())) {
                selected.add(candidate);
                counts.countTaken(strategy);
                if (strategy.afterMatch() == AfterMatch.STOP) {
                    break;
                }
            }
        }
        if (selected.isEmpty()) {
            counts.countUnmatched();
        }
        return selected;
    }

    private List<Selection> candidates(String matchedTopic) {
        List<Selection> known = candidates.get(matchedTopic);
        if (known != null) {
            return known;
        }
        List<Selection> found = new ArrayList<>();
        for (TableStrategy strategy : strategies) {
            strategy.criteria().match(matchedTopic).ifPresent(captures -> found.add(new Selection(strategy, captures)));
        }
        if (matchedTopic.length() <= REMEMBERED_LENGTH) {
            remember(matchedTopic, found);
        }
        return found;
    }

    private void remember(String matchedTopic, List<Selection> found) {
        if (candidates.size() >= REMEMBERED_TOPICS) {
            candidates.clear();
        }
        candidates.put(matchedTopic, List.copyOf(found));
    }
}
