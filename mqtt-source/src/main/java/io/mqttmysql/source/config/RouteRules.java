// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.kit.topic.TopicFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;

/** The rules for routes, for the captures that the record's key uses, and for the Kafka topics. */
final class RouteRules {
    private RouteRules() {}

    static void check(AbstractConfig config, ConfigProblems problems) {
        checkNames(config.getList(MappingOptions.ROUTES), problems);
        MappingOptions mapping = MappingOptions.from(config);
        checkReach(mapping.routes(), problems);
        if (mapping.key() instanceof RecordKey.Capture capture) {
            checkCaptures(mapping.routes(), capture.name(), problems);
        }
        if (mapping.key() instanceof RecordKey.None && mapping.emptyPayload() == EmptyPayload.TOMBSTONE) {
            problems.add(
                    MappingOptions.EMPTY_PAYLOAD,
                    "tombstone",
                    "this deletes a key, but record.key=none makes records without one; write record.key=mqtt.topic, or"
                            + " mqtt.empty.payload=deliver");
        }
        checkTopics(config, problems);
    }

    private static void checkNames(List<String> names, ConfigProblems problems) {
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !seen.add(name))
                .forEach(name ->
                        problems.add(MappingOptions.ROUTES, "the route " + name + " is listed twice; remove one"));
    }

    /** The first match wins, so the same filter further down is never asked. */
    private static void checkReach(List<Route> routes, ConfigProblems problems) {
        Map<String, String> owners = new HashMap<>();
        for (Route route : new LinkedHashSet<>(routes)) {
            for (TopicFilter filter : route.filters()) {
                String owner = owners.putIfAbsent(plain(filter), route.name());
                if (owner != null) {
                    problems.add(
                            Route.matchKey(route.name()),
                            "'" + filter + "' can never match, because the route " + owner
                                    + " has it too and comes first; remove one");
                }
            }
        }
    }

    /** Captures are only names for wildcards. */
    private static String plain(TopicFilter filter) {
        return filter.text().replaceAll("\\{[^}/]*#}", "#").replaceAll("\\{[^}/]*}", "+");
    }

    private static void checkCaptures(List<Route> routes, String capture, ConfigProblems problems) {
        if (routes.stream().noneMatch(route -> has(route, capture))) {
            String meant = Suggestion.closest(capture, all(routes))
                    .map(name -> "did you mean {" + name + "}?")
                    .orElse("name a level {" + capture + "} in route.<name>.match, or write record.key=mqtt.topic");
            problems.add(
                    MappingOptions.RECORD_KEY, "{" + capture + "}", "no route has a capture of this name; " + meant);
        } else {
            routes.forEach(route ->
                    captureProblem(route, capture).ifPresent(text -> problems.add(Route.matchKey(route.name()), text)));
        }
    }

    /** A route has the capture in all of its filters, or, as it has no such level, in none. */
    private static Optional<String> captureProblem(Route route, String capture) {
        if (has(route, capture)) {
            return route.filters().stream()
                    .filter(filter -> !filter.captures().contains(capture))
                    .findFirst()
                    .map(filter -> "'" + filter + "' has no {" + capture + "}, which record.key uses and the other"
                            + " filters of the route have; name the level in this filter too");
        }
        return Suggestion.closest(capture, all(List.of(route)))
                .map(name -> "it has no {" + capture + "}, which record.key uses, but {" + name
                        + "}; give both the same name");
    }

    private static boolean has(Route route, String capture) {
        return all(List.of(route)).contains(capture);
    }

    private static List<String> all(List<Route> routes) {
        return routes.stream()
                .flatMap(route -> route.filters().stream())
                .flatMap(filter -> filter.captures().stream())
                .toList();
    }

    /** The only one of Connect's topics that a connector is told of. */
    private static void checkTopics(AbstractConfig config, ConfigProblems problems) {
        String offsets = config.originalsStrings().get("offsets.storage.topic");
        kafkaTopics(config).forEach((key, topic) -> {
            if (topic.equals(offsets)) {
                problems.add(key, topic, "Connect keeps offsets there (offsets.storage.topic); choose another name");
            }
        });
    }

    /** Every Kafka topic that records can go to, by the key that names it. */
    static Map<String, String> kafkaTopics(AbstractConfig config) {
        Map<String, String> topics = new HashMap<>();
        topics.put(MappingOptions.KAFKA_TOPIC, config.getString(MappingOptions.KAFKA_TOPIC));
        Route.from(config).forEach(route -> topics.put(Route.topicKey(route.name()), route.kafkaTopic()));
        Optional.ofNullable(config.getString(RejectionOptions.REJECTED_TOPIC))
                .ifPresent(topic -> topics.put(RejectionOptions.REJECTED_TOPIC, topic));
        return topics;
    }
}
