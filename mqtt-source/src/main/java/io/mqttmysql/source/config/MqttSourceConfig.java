// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.config.GroupedDefinition;
import io.mqttmysql.kit.config.UnresolvedValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** How many tasks the connector has; written into the task's configuration, not by users. */
    public static final String TASK_COUNT = "task.count";

    /** Kafka Connect's own key. */
    public static final String NAME = "name";

    /** Whether {@code validate} asks the broker. */
    public static final String VALIDATE_CONNECTION = "validate.connection";

    /** Longer ones are legal, but leave no room for what the check adds. */
    private static final int MAX_CHECKED_CLIENT_ID = 1_000;

    /** All keys but those of routes, which carry the names of the routes. */
    public static final ConfigDef DEFINITION = groups().definition();

    private final AbstractConfig values;
    private final int task;
    private final int tasks;

    private MqttSourceConfig(AbstractConfig values, int task, int tasks) {
        this.values = values;
        this.task = task;
        this.tasks = tasks;
    }

    private static GroupedDefinition groups() {
        return new GroupedDefinition("mqtt.")
                .group("Broker", ConnectionOptions::define)
                .group("Subscription", SubscriptionOptions::define)
                .group("Records", MappingOptions::define)
                .group("Rejected messages", RejectionOptions::define)
                .group("Delivery", DeliveryOptions::define)
                .group("Validation", MqttSourceConfig::defineValidation);
    }

    private static ConfigDef defineValidation(ConfigDef def) {
        return def.define(VALIDATE_CONNECTION, BOOLEAN, true, LOW, """
                Ask the broker when a configuration is validated, for 5 s at most: with a client id of its own, a\
                 session that ends with the link, and in place of a shared group with one of its own. Refused\
                 credentials and subscriptions are errors then; an absent broker is a warning in the worker's log.\
                 Write false where the broker ties its rules to client ids.""");
    }

    /** All keys, those of the routes in {@code properties} included. */
    static ConfigDef definition(Map<String, String> properties) {
        GroupedDefinition groups = groups();
        Route.names(properties).forEach(name -> groups.group("Route " + name, def -> Route.define(def, name)));
        return groups.definition();
    }

    /**
     * Reads the configuration of a connector or a task.
     *
     * @throws ConfigException with the first thing that is wrong
     */
    public static MqttSourceConfig parse(Map<String, String> configuration) {
        Map<String, String> properties = present(configuration);
        problems(properties).all().stream().findFirst().ifPresent(problem -> {
            throw new ConfigException(problem.message());
        });
        AbstractConfig values = values(properties);
        int task = Integer.parseInt(properties.getOrDefault(TASK_INDEX, "0"));
        int tasks = Integer.parseInt(properties.getOrDefault(TASK_COUNT, "1"));
        return new MqttSourceConfig(values, task, tasks);
    }

    private static String clientIdOfConnector(AbstractConfig values) {
        String configured = values.getString(ConnectionOptions.CLIENT_ID);
        return configured == null ? values.originalsStrings().getOrDefault(NAME, "mqtt-source") : configured;
    }

    private static AbstractConfig values(Map<String, String> properties) {
        return new AbstractConfig(definition(properties), properties, false);
    }

    /** What Connect shows for a configuration: every problem on the field where it can be fixed. */
    public static Config validate(Map<String, String> configuration) {
        Map<String, String> properties = present(configuration);
        List<ConfigValue> fields = new ArrayList<>();
        for (ConfigValue field : definition(properties).validate(properties)) {
            fields.add(new ConfigValue(field.name(), field.value(), field.recommendedValues(), new ArrayList<>()));
        }
        ConfigProblems problems = problems(properties);
        if (problems.isEmpty()) {
            CrossFieldRules.checkPasswordFile(values(properties), problems);
        }
        problems.addTo(fields);
        return new Config(fields);
    }

    private static ConfigProblems problems(Map<String, String> properties) {
        ConfigProblems problems = new ConfigProblems();
        ConfigDef definition = definition(properties);
        UnresolvedValues.check(properties, definition, key -> false, problems);
        // the first error only: of a text that is not a number Kafka says also that it is null
        definition
                .validate(properties)
                .forEach(field -> field.errorMessages().stream()
                        .findFirst()
                        .ifPresent(sentence -> problems.addSentence(field.name(), sentence)));
        boolean isReadable = problems.isEmpty();
        UnknownKeys.check(properties, definition.names(), problems);
        if (isReadable) {
            CrossFieldRules.check(values(properties), problems);
        }
        return problems;
    }

    /**
     * The configuration of a client that only asks whether the broker would take this one: under a client id of its
     * own, so that it takes no session over, with a session that ends with its link, and in a shared group of its own,
     * since the messages of the connector's are not its. Empty when the broker is not to be asked.
     *
     * @param limit of the check; the servers share half of it for connecting, and each has at least one second
     */
    public static Optional<MqttSourceConfig> forBrokerCheck(
            Map<String, String> configuration, String suffix, Duration limit) {
        Map<String, String> properties = present(configuration);
        AbstractConfig values = values(properties);
        if (!values.getBoolean(VALIDATE_CONNECTION)) {
            return Optional.empty();
        }
        String clientId = clientIdOfConnector(values);
        boolean hasRoom = clientId.length() <= MAX_CHECKED_CLIENT_ID;
        properties.put(ConnectionOptions.CLIENT_ID, (hasRoom ? clientId : "mqtt-source") + "-check-" + suffix);
        properties.put(ConnectionOptions.CLEAN_START, "true");
        if (values.getString(ConnectionOptions.PROTOCOL_VERSION).startsWith("5")) {
            properties.put(ConnectionOptions.SESSION_EXPIRY, "0");
        }
        long timeout = limit.toMillis()
                / 2
                / values.getList(ConnectionOptions.SERVER_URIS).size();
        properties.put(ConnectionOptions.CONNECT_TIMEOUT, Long.toString(Math.max(1_000, timeout)));
        properties.put(SubscriptionOptions.RETAINED, "ignore");
        properties.computeIfPresent(SubscriptionOptions.SHARED_GROUP, (key, group) -> "check-" + suffix);
        return Optional.of(parse(properties));
    }

    /** What is legal, but probably not meant: sentences for the log. */
    public List<String> warnings() {
        Map<String, String> properties = values.originalsStrings();
        return Warnings.of(
                values,
                properties,
                UnknownKeys.ignored(properties, definition(properties).names()));
    }

    /** Without the keys that are null, which JSON can say and which means that they are not set. */
    public static Map<String, String> present(Map<String, String> configuration) {
        Map<String, String> present = new HashMap<>(configuration);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    /** What a task of the connector would do; also one that the connector no longer has. */
    public MqttSourceConfig ofTask(int index) {
        return new MqttSourceConfig(values, index, tasks);
    }

    /** How many of these tasks can do something. */
    public int usableTasks(int tasksMax) {
        return TaskShare.of(0, tasksMax, SubscriptionOptions.from(values)).count();
    }

    /** What this task has to do among the others. */
    public TaskShare share() {
        return TaskShare.of(task, tasks, SubscriptionOptions.from(values));
    }

    /** The client id of any task. */
    public String clientId(int index) {
        return TaskShare.clientId(clientIdOfConnector(values), index);
    }

    public ConnectionOptions connection() {
        return connection(clientId(task));
    }

    /** The same for another client id. */
    public ConnectionOptions connection(String clientId) {
        return ConnectionOptions.from(values, clientId);
    }

    /** True for a client id that a task of this connector has, or had when there were more of them. */
    public boolean isOwn(String clientId) {
        String beforeTheTask = clientIdOfConnector(values) + "-";
        return clientId.startsWith(beforeTheTask)
                && clientId.substring(beforeTheTask.length()).matches("0|[1-9][0-9]{0,5}");
    }

    /** The filters of this task; none for one that the connector no longer has. */
    public SubscriptionOptions subscription() {
        SubscriptionOptions all = SubscriptionOptions.from(values);
        return all.only(task < tasks ? share().topicFilters() : List.of());
    }

    public DeliveryOptions delivery() {
        return DeliveryOptions.from(values);
    }

    public MappingOptions mapping() {
        return MappingOptions.from(values);
    }

    /** True where Connect may give up a record and go on. */
    public boolean toleratesErrors() {
        return Warnings.toleratesErrors(values.originalsStrings());
    }

    public RejectionOptions rejection() {
        return RejectionOptions.from(values);
    }
}
