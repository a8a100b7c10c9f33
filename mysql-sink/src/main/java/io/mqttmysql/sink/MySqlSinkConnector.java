// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.MySqlSinkConfig;
import io.mqttmysql.sink.config.UnknownKeys;
import io.mqttmysql.sink.config.Warnings;
import io.mqttmysql.sink.connection.MySqlDriver;
import io.mqttmysql.sink.offset.OffsetAdmin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka topics into MySQL tables. Validates, and gives every task the whole configuration. */
public final class MySqlSinkConnector extends SinkConnector {
    private static final Logger log = LoggerFactory.getLogger(MySqlSinkConnector.class);

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return MySqlSinkConfig.definition();
    }

    /**
     * Every problem at once, each on the key that the user has to change, dynamic keys included. Where there is none,
     * the server is asked.
     */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Map<String, String> given = MySqlSinkConfig.withoutNulls(connectorConfigs);
        List<ConfigValue> values = new ArrayList<>(super.validate(given).configValues());
        problems(given).addTo(values);
        ConfigProblems.dropComplaintsOfNull(values);
        boolean isSound =
                values.stream().allMatch(value -> value.errorMessages().isEmpty());
        if (isSound) {
            LiveCheck.of(given).addTo(values);
        }
        return new Config(values);
    }

    private static ConfigProblems problems(Map<String, String> settings) {
        ConfigProblems problems = MySqlSinkConfig.problemsBeyondDefinition(settings);
        String url = settings.get(ConnectionOptions.URL);
        if (url != null) {
            try {
                MySqlDriver.of(url);
            } catch (ConfigException e) {
                problems.add(ConnectionOptions.URL, e.getMessage());
            }
        }
        return problems;
    }

    /** The positions in MySQL are moved too, wherever their table is: also those that another guarantee left behind. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        MySqlSinkConfig config = MySqlSinkConfig.from(connectorConfig);
        return OffsetAdmin.alter(config.connection(), config.delivery(), offsets);
    }

    @Override
    public void start(Map<String, String> props) {
        settings = MySqlSinkConfig.withoutNulls(props);
        String name = settings.get("name");
        Set<String> unknown = UnknownKeys.of(settings, config().names());
        if (!unknown.isEmpty()) {
            log.warn("{} - unknown keys, ignored: {}", name, unknown);
        }
        Warnings.of(settings).forEach(sentence -> log.warn("{} - {}", name, sentence));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MySqlSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> config = new HashMap<>(settings);
            config.put(MySqlSinkConfig.TASK_INDEX, String.valueOf(task));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        // holds nothing
    }
}
