// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the topic filters of a connector are divided over its tasks, and which task this is.
 *
 * <p>Filters that overlap stay together, so that no message reaches two tasks; the groups go to the tasks in turn, in
 * the order of their first filters, so that a filter that is added at the end moves no other. In a shared group every
 * task subscribes to everything, and the broker divides the messages.
 *
 * @param index counted from 0
 * @param byTask the filters of each task, as they were written
 */
public record TaskShare(int index, List<List<String>> byTask, Optional<String> sharedGroup) {
    private static final String SHARED = "$share/";

    /**
     * The share of one task.
     *
     * @param tasksMax an upper bound: every task gets a filter
     */
    static TaskShare of(int index, int tasksMax, SubscriptionOptions all) {
        List<List<String>> byTask = all.sharedGroup().isPresent()
                ? Stream.generate(all::topicFilters).limit(tasksMax).toList()
                : divide(all.topicFilters(), tasksMax);
        return new TaskShare(index, byTask, all.sharedGroup());
    }

    private static List<List<String>> divide(List<String> filters, int tasksMax) {
        List<List<String>> groups = new ArrayList<>();
        for (String filter : filters) {
            List<List<String>> touched = groups.stream()
                    .filter(group -> group.stream().anyMatch(other -> overlap(filter, other)))
                    .toList();
            List<String> group = new ArrayList<>();
            touched.forEach(group::addAll);
            group.add(filter);
            int place = touched.isEmpty() ? groups.size() : groups.indexOf(touched.get(0));
            groups.removeAll(touched);
            groups.add(place, group);
        }
        List<List<String>> byTask = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            if (i < tasksMax) {
                byTask.add(new ArrayList<>());
            }
            byTask.get(i % tasksMax).addAll(groups.get(i));
        }
        return byTask.stream().map(List::copyOf).toList();
    }

    private static boolean overlap(String one, String other) {
        return TopicFilter.parse(one).overlaps(TopicFilter.parse(other));
    }

    /** How many tasks there are. */
    public int count() {
        return byTask.size();
    }

    /** The filters of this task. */
    List<String> topicFilters() {
        return byTask.get(index);
    }

    /**
     * True for a topic that no filter of this task matches. In a shared group there are none, nor where filters begin
     * with $, to which brokers give meanings of their own.
     */
    public boolean isForeign(String topic) {
        boolean cannotBeTold = sharedGroup.isPresent()
                || byTask.stream().flatMap(List::stream).anyMatch(filter -> filter.startsWith("$"));
        return !cannotBeTold
                && topicFilters().stream()
                        .noneMatch(
                                filter -> TopicFilter.parse(filter).match(topic).isPresent());
    }

    /** What this task asks the broker for. */
    public List<String> subscriptions() {
        return subscriptions(index);
    }

    /** What all tasks ask the broker for. */
    public List<String> allSubscriptions() {
        return Stream.iterate(0, task -> task < count(), task -> task + 1)
                .flatMap(task -> subscriptions(task).stream())
                .distinct()
                .toList();
    }

    private List<String> subscriptions(int task) {
        return byTask.get(task).stream()
                .map(filter ->
                        sharedGroup.map(group -> SHARED + group + "/" + filter).orElse(filter))
                .toList();
    }

    /** True for a subscription in a shared group that the tasks do not subscribe any more. */
    public boolean isFormerGroup(String subscription) {
        return subscription.startsWith(SHARED) && !allSubscriptions().contains(subscription);
    }

    /** False for what no session can have subscribed: source offsets can be altered by hand. */
    public static boolean isSubscription(String text) {
        boolean isGroup = !text.startsWith(SHARED) || text.indexOf('/', SHARED.length()) > SHARED.length();
        return isGroup && SubscriptionFilter.problem(withoutGroup(text)).isEmpty();
    }

    /**
     * The tasks that must have subscribed before a session may give up what it has subscribed: those that get some of
     * its messages from then on. In a shared group any one is enough, and this one is at hand.
     */
    public List<Integer> successorsOf(String subscription) {
        if (sharedGroup.isPresent()) {
            return List.of(index);
        }
        TopicFilter former = TopicFilter.parse(withoutGroup(subscription));
        return Stream.iterate(0, task -> task < count(), task -> task + 1)
                .filter(task -> byTask.get(task).stream()
                        .anyMatch(filter -> TopicFilter.parse(filter).overlaps(former)))
                .toList();
    }

    private static String withoutGroup(String subscription) {
        int slash = subscription.startsWith(SHARED) ? subscription.indexOf('/', SHARED.length()) : -1;
        return subscription.substring(slash + 1);
    }

    /** The same for all tasks of one division, another for another one. */
    public String fingerprint() {
        return Integer.toHexString(Objects.hash(byTask, sharedGroup));
    }

    /** The name of a task's client, which says whose session it is. */
    static String clientId(String ofConnector, int task) {
        return ofConnector + "-" + task;
    }
}
