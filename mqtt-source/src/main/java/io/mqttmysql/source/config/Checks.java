// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.source.message.TopicFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The rules for single values. Each says what is wrong and what to write instead. */
final class Checks {
    static final ConfigDef.Validator SERVER_URIS = each(ServerUri::problem, "tcp://host[:port], ...");
    static final ConfigDef.Validator TOPIC_FILTERS =
            each(TopicFilter::subscriptionProblem, "MQTT topic filters without captures");
    static final ConfigDef.Validator PROTOCOL_VERSION = one(Checks::protocolVersion, "5");
    static final ConfigDef.Validator CLIENT_ID = one(Checks::clientId, "1 to 65000 bytes, no control characters");
    static final ConfigDef.Validator USERNAME = one(Checks::username, "no control characters");
    static final ConfigDef.Validator QOS = one(Checks::qos, "0 or 1");
    static final ConfigDef.Validator KAFKA_TOPIC = one(Checks::kafkaTopic, "a Kafka topic name");

    /** Room for the number of the task below MQTT's 65535. */
    private static final int MAX_CLIENT_ID_BYTES = 65_000;

    /** The length prefix of an MQTT string has two bytes. */
    private static final int MAX_TEXT_BYTES = 65_535;

    /** org.apache.kafka.common.internals.Topic is not public API; its rule is stable since 0.10. */
    private static final Pattern KAFKA_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private Checks() {}

    private static Optional<String> protocolVersion(Object version) {
        return version.equals("5") ? Optional.empty() : Optional.of("only MQTT 5 is supported; write 5");
    }

    private static Optional<String> clientId(Object value) {
        String id = (String) value;
        if (id.isBlank()) {
            return Optional.of("it is blank; leave it out to use the connector's name");
        }
        boolean legal = id.chars().noneMatch(Character::isISOControl)
                && id.getBytes(StandardCharsets.UTF_8).length <= MAX_CLIENT_ID_BYTES;
        return legal ? Optional.empty() : Optional.of("it is too long or contains a control character");
    }

    /** The client library would fail on it in a thread of its own, where nobody sees why. */
    private static Optional<String> username(Object value) {
        String name = (String) value;
        boolean legal = name.chars().noneMatch(Character::isISOControl)
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES;
        return legal
                ? Optional.empty()
                : Optional.of("it is too long or contains a control character, perhaps the end of a line");
    }

    private static Optional<String> qos(Object qos) {
        if (qos.equals(2)) {
            return Optional.of("QoS 2 cannot be handed over to Kafka safely. Write 1: the broker then delivers messages"
                    + " that were published at QoS 2 at QoS 1, and none is lost");
        }
        return qos.equals(0) || qos.equals(1) ? Optional.empty() : Optional.of("write 1 (nothing is lost) or 0");
    }

    private static Optional<String> kafkaTopic(Object value) {
        String topic = (String) value;
        if (!KAFKA_NAME.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            return Optional.of("a Kafka topic name has 1 to 249 letters, digits, '.', '_' or '-'");
        }
        return topic.startsWith("__")
                ? Optional.of("topics that begin with __ belong to Kafka itself; choose another name")
                : Optional.empty();
    }

    private static ConfigDef.Validator one(Function<Object, Optional<String>> problem, String description) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        problem.apply(value).ifPresent(text -> reject(name, text));
                    }
                },
                () -> description);
    }

    private static ConfigDef.Validator each(Function<String, Optional<String>> problem, String description) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    List<?> elements = value == null ? List.of() : (List<?>) value;
                    if (elements.isEmpty()) {
                        reject(name, "it is empty; at least one is needed");
                    }
                    elements.forEach(element -> problem.apply((String) element).ifPresent(text -> reject(name, text)));
                },
                () -> description);
    }

    /** The value is left out on purpose where a check does not quote it: an address may carry a password. */
    private static void reject(String name, String problem) {
        throw new ConfigException("Invalid value for " + name + ": " + problem + ".");
    }
}
