// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.GroupedDefinition;
import io.mqttmysql.kit.config.UnresolvedValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The connector's whole configuration, unpacked once: every stage receives its own options.
 */
public record MySqlSinkConfig(
        ConnectionOptions connection,
        PoolOptions pool,
        MappingOptions mapping,
        WriteOptions write,
        DeliveryOptions delivery,
        FailureOptions failures,
        ValidationOptions validation) {
    /** Which task of the connector this is, counted from 0; written into the task's configuration, not by users. */
    public static final String TASK_INDEX = "task.index";

    /** Every key with a fixed name; {@code column.*} and {@code strategy.*} come besides. */
    public static ConfigDef definition() {
        return new GroupedDefinition("")
                .group("Connection", def -> PoolOptions.define(ConnectionOptions.define(def)))
                .group("Strategies", StrategyOptions::define)
                .group("Payloads", PayloadOptions::define)
                .group("Delivery", DeliveryOptions::define)
                .group("Writing", WriteOptions::define)
                .group("Failures", def -> ErrorOptions.define(RetryOptions.define(def)))
                .group("Validation", ValidationOptions::define)
                .definition();
    }

    /** @throws ConfigException naming everything that is wrong, one sentence each */
    public static MySqlSinkConfig from(Map<String, String> given) {
        Map<String, String> settings = withoutNulls(given);
        ConfigProblems problems = new ConfigProblems();
        checkBeyondDefinition(settings, problems);
        Optional<StrategyOptions> strategies = StrategyOptions.parse(settings, problems);
        AbstractConfig config = new AbstractConfig(definition(), settings, false);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.toString());
        }
        return new MySqlSinkConfig(
                ConnectionOptions.from(config),
                PoolOptions.from(config),
                new MappingOptions(strategies.orElseThrow(), PayloadOptions.from(config)),
                WriteOptions.from(config),
                DeliveryOptions.from(config),
                new FailureOptions(RetryOptions.from(config), ErrorOptions.from(config)),
                ValidationOptions.from(config));
    }

    /** What no single key's definition can see; the definitions' own checks are not repeated. */
    public static ConfigProblems problemsBeyondDefinition(Map<String, String> given) {
        Map<String, String> settings = withoutNulls(given);
        ConfigProblems problems = new ConfigProblems();
        checkBeyondDefinition(settings, problems);
        StrategyOptions.parse(settings, problems);
        Login.checkFile(settings, problems);
        return problems;
    }

    /** A null of the REST API's JSON: the key is not set. Connect 4 complains of it by itself, after our validation. */
    public static Map<String, String> withoutNulls(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(given);
        settings.values().removeIf(Objects::isNull);
        return settings;
    }

    private static void checkBeyondDefinition(Map<String, String> settings, ConfigProblems problems) {
        UnresolvedValues.check(settings, definition(), StrategyKeys::isOptionOfAStrategy, problems);
        ErrorOptions.check(settings, problems);
        DeliveryOptions.check(settings, problems);
        Login.check(settings, problems);
        TrustStore.check(settings, problems);
        ClientKey.check(settings, problems);
        UnknownKeys.check(settings, definition().names(), problems);
    }
}
