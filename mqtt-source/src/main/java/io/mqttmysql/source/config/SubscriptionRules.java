// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.config.ConfigProblems;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;

/** The rules between what is subscribed, as whom, and what becomes of what comes. */
final class SubscriptionRules {
    private SubscriptionRules() {}

    static void check(AbstractConfig config, ConfigProblems problems) {
        checkFilters(config, problems);
        SubscriptionOptions subscription = SubscriptionOptions.from(config);
        if (subscription.sharedGroup().isPresent() && subscription.retained() == RetainedMessages.DELIVER) {
            problems.add(
                    SubscriptionOptions.RETAINED,
                    "deliver",
                    "brokers send no retained messages to a shared subscription (mqtt.shared.group); remove one of the"
                            + " two keys");
        }
        RejectionOptions rejection = RejectionOptions.from(config);
        if (rejection.kafkaTopic().isPresent() && rejection.onRejection() == OnRejection.FAIL) {
            problems.add(
                    RejectionOptions.REJECTED_TOPIC,
                    "mqtt.rejected=fail stops the task before anything is written to it; write mqtt.rejected=skip, or"
                            + " remove the key");
        }
    }

    private static void checkFilters(AbstractConfig config, ConfigProblems problems) {
        Set<String> seen = new HashSet<>();
        config.getList(SubscriptionOptions.TOPIC_FILTERS).stream()
                .filter(filter -> !seen.add(filter))
                .findFirst()
                .ifPresent(filter -> problems.add(
                        SubscriptionOptions.TOPIC_FILTERS, "'" + filter + "' is listed twice; remove one"));
    }
}
