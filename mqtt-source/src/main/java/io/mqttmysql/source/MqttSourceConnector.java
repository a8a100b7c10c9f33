// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.MqttSourceConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies MQTT messages into Kafka and acknowledges each to the broker only when Kafka has it. */
public final class MqttSourceConnector extends SourceConnector {
    private static final Logger log = LoggerFactory.getLogger(MqttSourceConnector.class);

    /** Connect's REST interface gives up after 90 s. */
    private static final Duration END_OF_SESSIONS = Duration.ofSeconds(60);

    private Map<String, String> properties;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return MqttSourceConfig.DEFINITION;
    }

    /** Every problem at once, each on the key that the user has to change. Where there is none, the broker is asked. */
    @Override
    public Config validate(Map<String, String> configuration) {
        Config config = MqttSourceConfig.validate(configuration);
        boolean isSound = config.configValues().stream()
                .allMatch(field -> field.errorMessages().isEmpty());
        if (isSound) {
            LiveCheck.of(configuration, LiveCheck.LIMIT).addTo(config.configValues());
        }
        return config;
    }

    @Override
    public void start(Map<String, String> configuration) {
        MqttSourceConfig config = MqttSourceConfig.parse(configuration);
        properties = MqttSourceConfig.present(configuration);
        config.warnings().forEach(sentence -> log.warn("{} - {}", name(), sentence));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MqttSourceTask.class;
    }

    /** One client has one session at the broker, so each task has a client of its own. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int tasks = MqttSourceConfig.parse(properties).usableTasks(maxTasks);
        if (tasks < maxTasks) {
            log.info(
                    "{} - uses {} of the {} tasks allowed by tasks.max: so many groups of topic filters do not overlap;"
                            + " mqtt.shared.group divides the messages of any filter",
                    name(),
                    tasks,
                    maxTasks);
        }
        return IntStream.range(0, tasks).mapToObj(index -> task(index, tasks)).toList();
    }

    private Map<String, String> task(int index, int tasks) {
        Map<String, String> task = new HashMap<>(properties);
        task.put(MqttSourceConfig.TASK_INDEX, Integer.toString(index));
        task.put(MqttSourceConfig.TASK_COUNT, Integer.toString(tasks));
        return task;
    }

    @Override
    public void stop() {
        // the connector holds nothing; its task has the session
    }

    /** Honest: MQTT cannot be rewound, so a crash between Kafka's commit and the acknowledgement delivers twice. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configuration) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }

    /** Every poll can be a transaction; on a worker without exactly-once support there are none. */
    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> configuration) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /**
     * Offsets say which sessions there are, not what was read: the broker knows that. So whoever resets them ends the
     * sessions; any other change is fine.
     */
    @Override
    public boolean alterOffsets(Map<String, String> configuration, Map<Map<String, ?>, Map<String, ?>> offsets) {
        KnownSessions.end(configuration, offsets, END_OF_SESSIONS);
        return true;
    }

    private String name() {
        return properties.getOrDefault(MqttSourceConfig.NAME, "mqtt-source");
    }
}
