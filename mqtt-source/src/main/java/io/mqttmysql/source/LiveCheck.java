// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.config.SubscriptionOptions;
import io.mqttmysql.source.session.BrokerCheck;
import io.mqttmysql.source.session.BrokerCheck.Finding;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes the validation of a configuration with what the broker says to it. */
final class LiveCheck {
    private static final Logger log = LoggerFactory.getLogger(LiveCheck.class);

    /** A user waits for the answer of Connect's REST interface, and Connect itself gives up after 90 s. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private LiveCheck() {}

    /** Asks only when nothing else is wrong; what the broker refuses is added to the field that has to be changed. */
    static void complete(Config config, Map<String, String> configuration) {
        boolean sound = config.configValues().stream()
                .allMatch(field -> field.errorMessages().isEmpty());
        if (!sound) {
            return;
        }
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        MqttSourceConfig.forBrokerCheck(configuration, suffix)
                .flatMap(
                        check -> new BrokerCheck(check.connection(), check.subscription(), check.delivery()).run(LIMIT))
                .ifPresent(finding -> add(finding, config, configuration));
    }

    private static void add(Finding finding, Config config, Map<String, String> configuration) {
        switch (finding.concern()) {
            case ABSENCE ->
                log.warn(
                        "{} - no MQTT broker said whether it takes this configuration ({}); the connector will ask again"
                                + " until one does",
                        configuration.getOrDefault(MqttSourceConfig.NAME, "mqtt-source"),
                        finding.sentence());
            case LOGIN ->
                addError(config, ConnectionOptions.USERNAME, "The broker refused the login. " + finding.sentence());
            case VERSION ->
                addError(
                        config,
                        ConnectionOptions.PROTOCOL_VERSION,
                        "The broker does not speak this version. " + finding.sentence());
            case SERVER ->
                addError(config, ConnectionOptions.SERVER_URIS, "The broker cannot be used. " + finding.sentence());
            case SUBSCRIPTION ->
                addError(
                        config,
                        SubscriptionOptions.TOPIC_FILTERS,
                        "The broker refused what is subscribed. " + finding.sentence());
            case SHARED_SUBSCRIPTION ->
                addError(
                        config,
                        SubscriptionOptions.SHARED_GROUP,
                        "The broker has no shared subscriptions: remove this key, and the filters are divided over the"
                                + " tasks. " + finding.sentence());
        }
    }

    private static void addError(Config config, String key, String sentence) {
        config.configValues().stream()
                .filter(field -> field.name().equals(key))
                .forEach(field -> field.addErrorMessage(sentence
                        + ". If the broker ties its rules to client ids, write validate.connection=false: this check"
                        + " has a client id of its own."));
    }
}
