// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.source.config.TaskShare;
import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session may have subscribed and should not have any more. Each may be given up when all its successors have
 * subscribed: until then both get its messages, which repeats some and loses none. One of a shared group is kept until
 * the queue of the group has come, too. Session thread, but for the constructor.
 */
final class FormerSubscriptions {
    private static final Logger log = LoggerFactory.getLogger(FormerSubscriptions.class);

    private final Successors successors;
    private final Map<String, List<Integer>> all = new LinkedHashMap<>();
    private final Map<String, List<Integer>> open;
    private final Set<String> groups = new HashSet<>();
    private final Backlog backlog;

    /** @param quiet after so long without a message nothing is left of a group's queue */
    FormerSubscriptions(Collection<String> subscriptions, TaskShare share, Successors successors, Duration quiet) {
        this.backlog = new Backlog(quiet, System::nanoTime);
        this.successors = successors;
        subscriptions.forEach(subscription -> {
            if (TaskShare.isSubscription(subscription)) {
                all.put(subscription, share.successorsOf(subscription));
                if (share.isFormerGroup(subscription)) {
                    groups.add(subscription);
                }
            } else {
                log.warn(
                        "A source offset names '{}', which is not a subscription: left out",
                        ReadableText.of(subscription));
            }
        });
        all.values().forEach(successors::expect);
        open = new LinkedHashMap<>(all);
    }

    List<String> obsolete(Traffic traffic) {
        if (open.isEmpty()) {
            return List.of();
        }
        boolean groupsToo = backlog.hasCome(traffic);
        return open.entrySet().stream()
                .filter(former -> groupsToo || !groups.contains(former.getKey()))
                .filter(former -> successors.haveSubscribed(former.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The link is new. */
    void connected() {
        backlog.restart();
    }

    void unsubscribed(List<String> subscriptions) {
        subscriptions.forEach(open::remove);
    }

    /** None of them is there. */
    void forget() {
        open.clear();
    }

    /** They may be there again, or still. */
    void reopen() {
        open.putAll(all);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    Set<String> open() {
        return open.keySet();
    }
}
