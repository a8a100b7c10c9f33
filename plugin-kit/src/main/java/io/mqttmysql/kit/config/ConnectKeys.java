// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The keys of a connector's configuration that Kafka Connect itself reads (Kafka 4.3, "Source Connector Configs" and
 * "Sink Connector Configs"). Immutable. Any thread.
 */
public final class ConnectKeys {
    private static final Set<String> OF_EVERY_CONNECTOR = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "config.action.reload",
            "header.converter",
            "key.converter",
            "predicates",
            "tasks.max",
            "tasks.max.enforce",
            "transforms",
            "value.converter");

    private static final List<String> PREFIXES = List.of(
            "admin.override.",
            "consumer.override.",
            "errors.",
            "header.converter.",
            "key.converter.",
            "predicates.",
            "producer.override.",
            "transforms.",
            "value.converter.");

    private final Set<String> names = new HashSet<>(OF_EVERY_CONNECTOR);

    private ConnectKeys(Set<String> further) {
        names.addAll(further);
    }

    /** @param further what Connect reads of connectors of one kind; a name that ends with a dot is a prefix */
    public static ConnectKeys with(Set<String> further) {
        return new ConnectKeys(further);
    }

    /** The keys that neither Connect nor the connector reads, in order. */
    public Set<String> unknown(Map<String, String> settings, Predicate<String> isOurs) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeIf(key -> contains(key) || isOurs.test(key));
        return unknown;
    }

    private boolean contains(String key) {
        return names.contains(key)
                || PREFIXES.stream().anyMatch(key::startsWith)
                || names.stream().anyMatch(name -> name.endsWith(".") && key.startsWith(name));
    }
}
