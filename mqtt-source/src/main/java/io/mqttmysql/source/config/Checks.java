// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.kit.topic.TopicFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The rules for single values. Each says what is wrong and what to write instead. */
final class Checks {
    static final ConfigDef.Validator SERVER_URIS = serverUris();
    static final ConfigDef.Validator TOPIC_FILTERS =
            each(SubscriptionFilter::problem, "MQTT topic filters without captures");
    static final ConfigDef.Validator PROTOCOL_VERSION = one(Checks::protocolVersion, "5 or 3.1.1");
    static final ConfigDef.Validator CLIENT_ID = one(Checks::clientId, "1 to 65000 bytes, no control characters");
    static final ConfigDef.Validator USERNAME = one(Checks::username, "no control characters");
    static final ConfigDef.Validator HOST_VERIFICATION = one(Checks::hostVerification, "https, or empty");
    static final ConfigDef.Validator QOS = one(Checks::qos, "0 or 1");
    static final ConfigDef.Validator RETAINED = choice(RetainedMessages.class);
    static final ConfigDef.Validator SHARED_GROUP = one(Checks::sharedGroup, "a name without /, +, # and commas");
    static final ConfigDef.Validator KAFKA_TOPIC =
            one(value -> KafkaTopicName.problem((String) value), "a Kafka topic name");
    static final ConfigDef.Validator ROUTE_NAMES = all(Checks::routeName, "names of letters, digits, '_' and '-'");
    static final ConfigDef.Validator ROUTE_FILTERS =
            each(TopicFilter::problem, "MQTT topic filters, {name} for + and {name#} for #");
    static final ConfigDef.Validator RECORD_KEY = one(Checks::recordKey, RecordKey.FORMS);
    static final ConfigDef.Validator EMPTY_PAYLOAD = choice(EmptyPayload.class);
    static final ConfigDef.Validator ON_REJECTION = choice(OnRejection.class);

    /** Room for the number of the task below MQTT's 65535. */
    private static final int MAX_CLIENT_ID_BYTES = 65_000;

    /** The length prefix of an MQTT string has two bytes. */
    private static final int MAX_TEXT_BYTES = 65_535;

    private Checks() {}

    private static Optional<String> protocolVersion(Object version) {
        return ProtocolVersion.numbered((String) version).isPresent()
                ? Optional.empty()
                : Optional.of("only MQTT 5 and 3.1.1 are supported; write 5 or 3.1.1");
    }

    private static Optional<String> hostVerification(Object algorithm) {
        return List.of("", "https").contains(((String) algorithm).toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("write https, or nothing to take a certificate for any host");
    }

    private static Optional<String> clientId(Object value) {
        String id = (String) value;
        if (id.isBlank()) {
            return Optional.of("it is blank; leave it out to use the connector's name");
        }
        boolean isLegal = id.chars().noneMatch(Character::isISOControl)
                && id.getBytes(StandardCharsets.UTF_8).length <= MAX_CLIENT_ID_BYTES;
        return isLegal ? Optional.empty() : Optional.of("it is too long or contains a control character");
    }

    /** The client library would fail on it in a thread of its own, where nobody sees why. */
    private static Optional<String> username(Object value) {
        String name = (String) value;
        boolean isLegal = name.chars().noneMatch(Character::isISOControl)
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES;
        return isLegal
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

    /** MQTT 5 section 4.8.2; tasks remember their subscriptions as a list with commas. */
    private static Optional<String> sharedGroup(Object value) {
        String group = (String) value;
        boolean isLegal = !group.isBlank()
                && group.chars().noneMatch(character -> "/+#,".indexOf(character) >= 0)
                && group.chars().noneMatch(Character::isISOControl);
        return isLegal
                ? Optional.empty()
                : Optional.of(
                        "a group is a name without /, +, # and commas, for example plant; $share/ is added to it");
    }

    private static Optional<String> routeName(String name) {
        return Route.NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("the name '" + ReadableText.of(name) + "' has other characters than letters, digits,"
                        + " '_' and '-'");
    }

    private static Optional<String> recordKey(Object value) {
        try {
            RecordKey.parse((String) value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static ConfigDef.Validator choice(Class<? extends Enum<?>> choices) {
        List<String> words = Choices.words(choices);
        return one(value -> Choices.problem(words, value), String.join(", ", words));
    }

    private static ConfigDef.Validator one(Function<Object, Optional<String>> problem, String description) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        problem.apply(value).ifPresent(text -> reject(name, text, value));
                    }
                },
                () -> description);
    }

    private static ConfigDef.Validator serverUris() {
        ConfigDef.Validator each = each(ServerUri::problem, "tcp, ssl, ws or wss addresses");
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    each.ensureValid(name, value);
                    List<String> addresses =
                            ((List<?>) value).stream().map(String.class::cast).toList();
                    ServerUri.problemTogether(addresses).ifPresent(text -> reject(name, text));
                },
                each::toString);
    }

    private static ConfigDef.Validator each(Function<String, Optional<String>> problem, String description) {
        ConfigDef.Validator all = all(problem, description);
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (value == null || ((List<?>) value).isEmpty()) {
                        reject(name, "it is empty; at least one is needed");
                    }
                    all.ensureValid(name, value);
                },
                () -> description);
    }

    private static ConfigDef.Validator all(Function<String, Optional<String>> problem, String description) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> ((List<?>) value)
                        .forEach(element -> problem.apply((String) element).ifPresent(text -> reject(name, text))),
                () -> description);
    }

    private static void reject(String name, String problem, Object value) {
        throw new ConfigException(name + " = '" + ReadableText.of(value.toString()) + "': " + problem);
    }

    /** The value is left out on purpose where a check does not quote it: an address may carry a password. */
    private static void reject(String name, String problem) {
        throw new ConfigException(name + ": " + problem);
    }
}
