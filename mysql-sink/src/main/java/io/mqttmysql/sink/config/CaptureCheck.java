// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.kit.topic.TopicFilter;
import io.mqttmysql.sink.config.StrategySettings.Setting;
import io.mqttmysql.sink.expression.Source;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A capture that is used must be in every filter of its strategy, or some records would not have it. */
final class CaptureCheck {
    private final StrategySettings settings;
    private final List<TopicFilter> match;
    private final ConfigProblems problems;

    CaptureCheck(StrategySettings settings, List<TopicFilter> match, ConfigProblems problems) {
        this.settings = settings;
        this.match = match;
        this.problems = problems;
    }

    void require(Setting setting, Source source) {
        if (source instanceof Source.Capture capture) {
            require(setting, capture.name());
        }
    }

    void require(Setting setting, String capture) {
        if (settings.find(StrategyKeys.MATCH).isEmpty()) {
            problems.add(
                    setting.key(),
                    setting.value(),
                    "{" + capture + "} is captured by no filter, as " + settings.key(StrategyKeys.MATCH)
                            + " is not set; set it, for example to Home/{" + capture + "}/#");
        }
        for (TopicFilter filter : match) {
            if (!filter.captures().contains(capture)) {
                Set<String> known = new TreeSet<>(filter.captures());
                String hint = known.isEmpty() ? "; it has no captures" : Suggestion.sentence(capture, known);
                problems.add(
                        setting.key(),
                        setting.value(),
                        "{" + capture + "} is not captured by the filter '" + filter + "' of "
                                + settings.key(StrategyKeys.MATCH) + hint);
            }
        }
    }
}
