// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.source.config.CrossFieldRules.Violation;
import io.mqttmysql.source.message.TopicFilter;
import java.util.ArrayList;
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

    static List<Violation> violations(AbstractConfig config) {
        List<Violation> violations = new ArrayList<>(twice(config.getList(MappingOptions.ROUTES)));
        MappingOptions mapping = MappingOptions.from(config);
        violations.addAll(unreachable(mapping.routes()));
        if (mapping.key() instanceof RecordKey.Capture capture) {
            violations.addAll(captureProblems(mapping.routes(), capture.name()));
        }
        if (mapping.key() instanceof RecordKey.None && mapping.emptyPayload() == EmptyPayload.TOMBSTONE) {
            violations.add(new Violation(
                    MappingOptions.EMPTY_PAYLOAD,
                    "mqtt.empty.payload=tombstone deletes a key, but record.key=none makes records without one; write"
                            + " record.key=mqtt.topic, or mqtt.empty.payload=deliver."));
        }
        violations.addAll(offsetsTopic(config));
        return violations;
    }

    private static List<Violation> twice(List<String> names) {
        Set<String> seen = new HashSet<>();
        return names.stream()
                .filter(name -> !seen.add(name))
                .distinct()
                .map(name -> new Violation(
                        MappingOptions.ROUTES, "The route " + name + " stands twice in routes; remove one."))
                .toList();
    }

    /** The first match wins, so the same filter further down is never asked. */
    private static List<Violation> unreachable(List<Route> routes) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (Route route : new LinkedHashSet<>(routes)) {
            for (TopicFilter filter : route.filters()) {
                String owner = owners.putIfAbsent(plain(filter), route.name());
                if (owner != null) {
                    violations.add(new Violation(
                            Route.matchKey(route.name()),
                            "'" + filter + "' in route." + route.name() + ".match can never match, because the route "
                                    + owner + " has it too and comes first; remove one."));
                }
            }
        }
        return violations;
    }

    /** Captures are only names for wildcards. */
    private static String plain(TopicFilter filter) {
        return filter.text().replaceAll("\\{[^}/]*#}", "#").replaceAll("\\{[^}/]*}", "+");
    }

    private static List<Violation> captureProblems(List<Route> routes, String capture) {
        if (routes.stream().noneMatch(route -> has(route, capture))) {
            String meant = Suggestion.closest(capture, all(routes))
                    .map(name -> "did you mean {" + name + "}?")
                    .orElse("name a level {" + capture + "} in route.<name>.match, or write record.key=mqtt.topic.");
            return List.of(new Violation(
                    MappingOptions.RECORD_KEY,
                    "record.key is {" + capture + "}, but no route has a capture of this name; " + meant));
        }
        return routes.stream()
                .map(route -> captureProblem(route, capture))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A route has the capture in all of its filters, or, as it has no such level, in none. */
    private static Optional<Violation> captureProblem(Route route, String capture) {
        Optional<String> reason = Optional.empty();
        if (has(route, capture)) {
            reason = route.filters().stream()
                    .filter(filter -> !filter.captures().contains(capture))
                    .findFirst()
                    .map(filter -> "'" + filter + "' has no {" + capture + "}, which record.key uses and the other"
                            + " filters of the route have; name the level in this filter too");
        } else {
            reason = Suggestion.closest(capture, all(List.of(route)))
                    .map(name -> "it has no {" + capture + "}, which record.key uses, but {" + name
                            + "}; give both the same name");
        }
        return reason.map(text ->
                new Violation(Route.matchKey(route.name()), "In " + Route.matchKey(route.name()) + " " + text + "."));
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
    private static List<Violation> offsetsTopic(AbstractConfig config) {
        String offsets = config.originalsStrings().get("offsets.storage.topic");
        List<Violation> violations = new ArrayList<>();
        kafkaTopics(config).forEach((key, topic) -> {
            if (topic.equals(offsets)) {
                violations.add(new Violation(
                        key,
                        key + " is '" + topic + "', where Connect keeps offsets (offsets.storage.topic); choose"
                                + " another name."));
            }
        });
        return violations;
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
