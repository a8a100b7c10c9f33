// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;

/** What is legal, but probably not meant. Each warning is a sentence that names the keys and the way out. */
final class Warnings {
    /** To another machine; what stays on this one passes nobody. */
    private static final Pattern IN_THE_CLEAR =
            Pattern.compile("(tcp|ws)://(?!localhost|127\\.|\\[::1]).*", Pattern.CASE_INSENSITIVE);

    private final AbstractConfig config;
    private final Map<String, String> properties;
    private final List<String> sentences = new ArrayList<>();

    private Warnings(AbstractConfig config, Map<String, String> properties) {
        this.config = config;
        this.properties = properties;
    }

    /** For a configuration without errors. */
    static List<String> of(AbstractConfig config, Map<String, String> properties, List<String> ignoredKeys) {
        Warnings warnings = new Warnings(config, properties);
        warnings.aboutKeys(ignoredKeys);
        warnings.aboutConverters();
        warnings.aboutFilters();
        warnings.aboutSession();
        warnings.aboutTopics();
        warnings.aboutSize();
        warnings.aboutTolerance();
        return warnings.sentences;
    }

    private void aboutKeys(List<String> ignoredKeys) {
        if (!ignoredKeys.isEmpty()) {
            sentences.add("unknown keys, ignored: " + String.join(", ", ignoredKeys) + "; remove or correct them");
        }
    }

    private void aboutConverters() {
        List<String> lines = ConverterAdvice.missingLines(properties);
        if (!lines.isEmpty()) {
            sentences.add("without converters of its own this connector uses the worker's, which usually wrap payloads"
                    + " in JSON and turn the header 007 into 7; add: " + String.join(" ", lines));
        }
        ConverterAdvice.warning(properties).ifPresent(sentences::add);
    }

    private void aboutFilters() {
        List<TopicFilter> filters = config.getList(SubscriptionOptions.TOPIC_FILTERS).stream()
                .map(TopicFilter::parse)
                .toList();
        firstOverlap(filters)
                .ifPresent(
                        pair -> sentences.add("the topic filters " + pair + " in mqtt.topic.filters overlap: a broker"
                                + " may send a message that matches both twice; remove one, or be ready for repeats"));
        Route.from(config)
                .forEach(route -> route.filters().stream()
                        .filter(filter -> filters.stream().noneMatch(filter::overlaps))
                        .forEach(filter -> sentences.add("'" + filter + "' in " + Route.matchKey(route.name())
                                + " matches nothing that mqtt.topic.filters subscribes to; extend mqtt.topic.filters or"
                                + " remove it")));
    }

    private static Optional<String> firstOverlap(List<TopicFilter> filters) {
        for (int i = 0; i < filters.size(); i++) {
            for (TopicFilter other : filters.subList(i + 1, filters.size())) {
                if (filters.get(i).overlaps(other)) {
                    return Optional.of("'" + filters.get(i) + "' and '" + other + "'");
                }
            }
        }
        return Optional.empty();
    }

    private void aboutSession() {
        if (config.getBoolean(ConnectionOptions.CLEAN_START) && config.getInt(SubscriptionOptions.QOS) == 1) {
            sentences.add("mqtt.clean.start=true: every start of the task forgets the messages that the broker kept for"
                    + " it; remove the key when that is no longer wanted");
        }
        boolean hasFile = ConnectionOptions.passwordFile(config).isPresent();
        if (hasFile || config.getPassword(ConnectionOptions.PASSWORD_KEY) != null) {
            config.getList(ConnectionOptions.SERVER_URIS).stream()
                    .filter(uri -> IN_THE_CLEAR.matcher(uri).matches())
                    .findFirst()
                    .ifPresent(uri -> sentences.add((hasFile ? "the password of mqtt.password.file" : "mqtt.password")
                            + " travels unencrypted to " + ServerUri.withoutQuery(uri)
                            + "; everybody on the way can read it: use an ssl:// or wss:// address of the"
                            + " broker"));
        }
        if (config.getString(SubscriptionOptions.SHARED_GROUP) != null
                && !config.getString(ConnectionOptions.PROTOCOL_VERSION).startsWith("5")) {
            sentences.add("mqtt.shared.group is set, but shared subscriptions are not part of MQTT "
                    + config.getString(ConnectionOptions.PROTOCOL_VERSION) + ": a broker that does not offer them takes"
                    + " $share/... for the name of a topic on which nothing ever comes; better use"
                    + " mqtt.protocol.version=5");
        }
    }

    private void aboutTopics() {
        Map<String, String> topics = new TreeMap<>(RouteRules.kafkaTopics(config));
        topics.forEach((key, topic) -> {
            if (KafkaTopicName.resemblesOfWorker(topic)) {
                sentences.add(
                        key + " is '" + topic + "', which looks like a topic in which a Connect worker keeps its own"
                                + " state; a connector cannot know, so make sure that it is not");
            }
        });
        List<String> names = topics.values().stream().distinct().sorted().toList();
        for (String name : names) {
            names.stream()
                    .filter(other -> name.compareTo(other) < 0 && KafkaTopicName.collide(name, other))
                    .forEach(other -> sentences.add("the Kafka topics '" + name + "' and '" + other
                            + "' differ in '.' and '_' only, which Kafka's metrics cannot tell apart; rename one"));
        }
    }

    private void aboutSize() {
        long producer = RejectionOptions.maxRequestSize(properties);
        if (config.getInt(DeliveryOptions.MAX_PACKET_BYTES) > producer) {
            sentences.add(
                    "mqtt.max.packet.bytes is larger than what Kafka's producer takes, so messages above " + producer
                            + " bytes are rejected all the same; add " + RejectionOptions.MAX_REQUEST_SIZE + "="
                            + config.getInt(DeliveryOptions.MAX_PACKET_BYTES)
                            + " and raise max.message.bytes of the Kafka topics");
        }
    }

    static boolean toleratesErrors(Map<String, String> properties) {
        return "all".equalsIgnoreCase(properties.get("errors.tolerance"));
    }

    private void aboutTolerance() {
        if (toleratesErrors(properties)) {
            sentences.add("errors.tolerance=all lets Connect give up records that a converter, a transformation or the"
                    + " producer fails on; the message is then acknowledged to the broker although Kafka does not have"
                    + " it, and counted as dropped by Connect together with the filtered ones; set"
                    + " errors.log.enable=true to see each, or errors.tolerance=none to lose none");
        }
    }
}
