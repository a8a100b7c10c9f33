// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.config.TaskShare;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a session may have subscribed and should not have any more. Each may be given up when all its successors have
 * subscribed: until then both get its messages, which repeats some and loses none. Session thread, once it is built.
 */
final class FormerSubscriptions {
    private final Successors successors;
    private final Map<String, List<Integer>> open = new LinkedHashMap<>();

    FormerSubscriptions(Collection<String> subscriptions, TaskShare share, Successors successors) {
        this.successors = successors;
        subscriptions.forEach(subscription -> open.put(subscription, share.successorsOf(subscription)));
        open.values().forEach(successors::expect);
    }

    List<String> obsolete() {
        return open.isEmpty()
                ? List.of()
                : open.entrySet().stream()
                        .filter(former -> successors.haveSubscribed(former.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    void unsubscribed(List<String> subscriptions) {
        subscriptions.forEach(open::remove);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    Set<String> open() {
        return open.keySet();
    }
}
