// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.text.Loopback;
import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.config.SubscriptionOptions;
import io.mqttmysql.source.session.BrokerCheck;
import io.mqttmysql.source.session.BrokerCheck.Finding;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes the validation of a configuration with what the broker says to it. */
final class LiveCheck {
    private static final Logger log = LoggerFactory.getLogger(LiveCheck.class);

    /** A user waits for the answer of Connect's REST interface, and Connect itself gives up after 90 s. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String NO_SHARED_SUBSCRIPTIONS =
            "the broker has no shared subscriptions: remove this key, and the filters are divided over the tasks";

    private LiveCheck() {}

    /** For a configuration in which nothing else is wrong; that no broker answers goes to the log. */
    static ConfigProblems of(Map<String, String> configuration, Duration limit) {
        ConfigProblems problems = new ConfigProblems();
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        MqttSourceConfig.forBrokerCheck(configuration, suffix, limit)
                .flatMap(
                        check -> new BrokerCheck(check.connection(), check.subscription(), check.delivery()).run(limit))
                .ifPresent(finding -> add(finding, configuration, problems));
        return problems;
    }

    private static void add(Finding finding, Map<String, String> configuration, ConfigProblems problems) {
        String name = configuration.getOrDefault(MqttSourceConfig.NAME, "mqtt-source");
        switch (finding.concern()) {
            case ABSENCE ->
                log.warn(
                        "{} - no MQTT broker said whether it takes this configuration ({}); the connector will ask"
                                + " again until one does: start the broker, or correct mqtt.server.uris{}",
                        name,
                        finding.sentence(),
                        Loopback.hint(configuration.getOrDefault(ConnectionOptions.SERVER_URIS, "")));
            case LOGIN -> refused(name, problems, ConnectionOptions.USERNAME, "the broker refused the login", finding);
            case VERSION ->
                refused(
                        name,
                        problems,
                        ConnectionOptions.PROTOCOL_VERSION,
                        "the broker does not speak this version",
                        finding);
            case SERVER -> refused(name, problems, ConnectionOptions.SERVER_URIS, "the broker cannot be used", finding);
            case SUBSCRIPTION ->
                refused(
                        name,
                        problems,
                        SubscriptionOptions.TOPIC_FILTERS,
                        "the broker refused what is subscribed",
                        finding);
            case SHARED_SUBSCRIPTION ->
                refused(name, problems, SubscriptionOptions.SHARED_GROUP, NO_SHARED_SUBSCRIPTIONS, finding);
        }
    }

    /**
     * In the log as well: of a value that comes from a config provider Connect (4.4) shows no sentence, as it may have
     * the value in it, and a login usually comes from one.
     */
    private static void refused(String name, ConfigProblems problems, String key, String what, Finding finding) {
        String sentence = what + ". " + finding.sentence();
        log.warn("{} - the MQTT broker refuses this configuration, for {}: {}", name, key, sentence);
        problems.add(
                key,
                sentence
                        + ". If the broker ties its rules to client ids, write validate.connection=false: this check"
                        + " has a client id of its own.");
    }
}
