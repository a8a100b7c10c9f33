// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.kit.topic.TopicFilter;
import java.util.Optional;

/** A topic filter for the broker, where captures mean nothing. Any thread. */
final class SubscriptionFilter {
    private SubscriptionFilter() {}

    /** Says in words why the filter cannot be subscribed to, and nothing when it can. */
    static Optional<String> problem(String filter) {
        boolean captures = filter.indexOf('{') >= 0 || filter.indexOf('}') >= 0;
        return captures && !filter.startsWith("$share/")
                ? Optional.of("'" + ReadableText.of(filter) + "' contains a capture, which belongs into"
                        + " route.<name>.match; write + for {name} and # for {name#}")
                : TopicFilter.problem(filter);
    }
}
