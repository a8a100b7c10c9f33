// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.source.config.CrossFieldRules.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;

/** The rules between what is subscribed, as whom, and what becomes of what comes. */
final class SubscriptionRules {
    private SubscriptionRules() {}

    static List<Violation> violations(AbstractConfig config) {
        List<Violation> violations = new ArrayList<>();
        filterTwice(config).ifPresent(violations::add);
        SubscriptionOptions subscription = SubscriptionOptions.from(config);
        if (subscription.sharedGroup().isPresent() && subscription.retained() == RetainedMessages.DELIVER) {
            violations.add(new Violation(
                    SubscriptionOptions.RETAINED,
                    "mqtt.retained is deliver, but brokers send no retained messages to a shared subscription"
                            + " (mqtt.shared.group); remove one of the two keys."));
        }
        RejectionOptions rejection = RejectionOptions.from(config);
        if (rejection.kafkaTopic().isPresent() && rejection.onRejection() == OnRejection.FAIL) {
            violations.add(new Violation(
                    RejectionOptions.REJECTED_TOPIC,
                    "mqtt.rejected.topic is set, but mqtt.rejected=fail stops the task before anything is written to"
                            + " it; write mqtt.rejected=skip, or remove the key."));
        }
        return violations;
    }

    private static Optional<Violation> filterTwice(AbstractConfig config) {
        Set<String> seen = new HashSet<>();
        return config.getList(SubscriptionOptions.TOPIC_FILTERS).stream()
                .filter(filter -> !seen.add(filter))
                .findFirst()
                .map(filter -> new Violation(
                        SubscriptionOptions.TOPIC_FILTERS,
                        "'" + filter + "' stands twice in mqtt.topic.filters; remove one."));
    }
}
