// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * The connector's configuration as a whole: declared, checked across fields, and unpacked once into one value for
 * each stage.
 */
public final class MqttSourceConfig {
    /** Which task of the connector this is, counted from 0; written into the task's configuration, not by users. */
    public static final String TASK_INDEX = "task.index";

    /** Kafka Connect's own key. */
    public static final String NAME = "name";

    public static final ConfigDef DEFINITION = MappingOptions.define(
            DeliveryOptions.define(SubscriptionOptions.define(ConnectionOptions.define(new ConfigDef()))));

    private final String clientId;
    private final AbstractConfig values;

    private MqttSourceConfig(AbstractConfig values, String clientId) {
        this.values = values;
        this.clientId = clientId;
    }

    /** Reads the configuration of a connector or a task. Throws ConfigException with the first thing that is wrong. */
    public static MqttSourceConfig parse(Map<String, String> configuration) {
        Map<String, String> properties = present(configuration);
        UnavailableKeys.in(properties).values().stream().findFirst().ifPresent(sentence -> {
            throw new ConfigException(sentence);
        });
        AbstractConfig values = new AbstractConfig(DEFINITION, properties, false);
        CrossFieldRules.violations(values).stream().findFirst().ifPresent(violation -> {
            throw new ConfigException(violation.sentence());
        });
        String configured = values.getString(ConnectionOptions.CLIENT_ID);
        String base = configured == null ? properties.getOrDefault(NAME, "mqtt-source") : configured;
        return new MqttSourceConfig(values, base + "-" + properties.getOrDefault(TASK_INDEX, "0"));
    }

    /** What Connect shows for a configuration: every error on the field where it can be mended. */
    public static Config validate(Map<String, String> configuration) {
        Map<String, String> properties = present(configuration);
        Map<String, ConfigValue> fields = new LinkedHashMap<>();
        DEFINITION.validate(properties).forEach(value -> fields.put(value.name(), value));
        boolean readable =
                fields.values().stream().allMatch(value -> value.errorMessages().isEmpty());
        if (readable) {
            AbstractConfig values = new AbstractConfig(DEFINITION, properties, false);
            CrossFieldRules.violations(values)
                    .forEach(violation -> fields.computeIfAbsent(violation.key(), ConfigValue::new)
                            .addErrorMessage(violation.sentence()));
        }
        UnknownKeys.misspelled(properties)
                .forEach((key, meant) ->
                        fields.put(key, refused(key, "There is no key " + key + ". Did you mean " + meant + "?")));
        UnavailableKeys.in(properties).forEach((key, sentence) -> fields.put(key, refused(key, sentence)));
        return new Config(List.copyOf(fields.values()));
    }

    /** Without the keys that are null, which JSON can say and which means that they are not set. */
    public static Map<String, String> present(Map<String, String> configuration) {
        Map<String, String> present = new HashMap<>(configuration);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    private static ConfigValue refused(String key, String sentence) {
        ConfigValue field = new ConfigValue(key);
        field.addErrorMessage(sentence);
        return field;
    }

    public ConnectionOptions connection() {
        return ConnectionOptions.from(values, clientId);
    }

    public SubscriptionOptions subscription() {
        return SubscriptionOptions.from(values);
    }

    public DeliveryOptions delivery() {
        return DeliveryOptions.from(values);
    }

    public MappingOptions mapping() {
        return MappingOptions.from(values);
    }
}
