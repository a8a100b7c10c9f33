// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.source.config.MappingOptions;
import io.mqttmysql.source.config.RecordKey;
import io.mqttmysql.source.config.Route;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the Kafka topic and the key of a message. Both depend on its MQTT topic only, so the answer is kept for each
 * topic. Task thread.
 */
final class Destinations {
    /** Topics whose destination is kept; a house has hundreds, a plant thousands. */
    private static final int MAX_TOPICS = 10_000;

    /** A topic may have 65535 bytes: ten thousand of those would fill the heap. */
    private static final int MAX_CHARACTERS = 4_000_000;

    private static final Logger log = LoggerFactory.getLogger(Destinations.class);

    private final MappingOptions options;
    private final String owner;
    private final Predicate<String> isForeign;
    private final Map<String, Destination> known = new HashMap<>();
    private int characters;
    private boolean hasWarned;

    /** @param isForeign true for a topic that another task has subscribed, and not this one */
    Destinations(MappingOptions options, String owner, Predicate<String> isForeign) {
        this.options = options;
        this.owner = owner;
        this.isForeign = isForeign;
    }

    Destination of(String topic) {
        Destination destination = known.get(topic);
        return destination == null ? remembered(topic, decide(topic)) : destination;
    }

    private Destination remembered(String topic, Destination destination) {
        if (known.size() >= MAX_TOPICS || characters >= MAX_CHARACTERS) {
            known.clear();
            characters = 0;
        }
        known.put(topic, destination);
        characters += topic.length();
        return destination;
    }

    private Destination decide(String topic) {
        if (!options.wanted().isEmpty()
                && options.wanted().stream()
                        .noneMatch(filter -> filter.match(topic).isPresent())) {
            return Destination.UNWANTED;
        }
        for (Route route : options.routes()) {
            Optional<Map<String, String>> captures = route.match(topic);
            if (captures.isPresent()) {
                return destination(route.kafkaTopic(), topic, captures.get());
            }
        }
        return destination(options.kafkaTopic(), topic, Map.of());
    }

    private Destination destination(String kafkaTopic, String topic, Map<String, String> captures) {
        return new Destination(
                kafkaTopic, key(topic, captures), MqttHeaders.header("mqtt.topic", topic), isForeign.test(topic));
    }

    private String key(String topic, Map<String, String> captures) {
        RecordKey key = options.key();
        if (key instanceof RecordKey.None) {
            return null;
        }
        if (key instanceof RecordKey.Level level) {
            return present(level(topic.split("/", -1), level.index()), topic);
        }
        if (key instanceof RecordKey.Capture capture) {
            return present(captures.getOrDefault(capture.name(), ""), topic);
        }
        return topic;
    }

    private static String level(String[] levels, int index) {
        int place = index < 0 ? levels.length + index : index;
        return place >= 0 && place < levels.length ? levels[place] : "";
    }

    /**
     * The whole topic in place of a part that is not there. It keeps the order of each device, where no key at all
     * would lose it and be refused by a compacted topic.
     */
    private String present(String part, String topic) {
        if (!part.isEmpty()) {
            return part;
        }
        if (!hasWarned) {
            hasWarned = true;
            log.warn(
                    "{} - the topic '{}' lacks the part that record.key asks for; the key of such records is the whole"
                            + " topic (said once)",
                    owner,
                    ReadableText.of(topic));
        }
        return topic;
    }
}
