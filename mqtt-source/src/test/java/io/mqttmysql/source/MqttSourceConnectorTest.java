// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.testing.RunningTask;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class MqttSourceConnectorTest {
    private final MqttSourceConnector connector = new MqttSourceConnector();

    @Test
    void isFoundByConnect() {
        assertThat(ServiceLoader.load(SourceConnector.class)).singleElement().isInstanceOf(MqttSourceConnector.class);
    }

    @Test
    void knowsItsVersion() {
        assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(new MqttSourceTask().version()).isEqualTo(connector.version());
    }

    @Test
    void runsOneTaskHoweverManyAreAllowed() {
        connector.start(RunningTask.properties("tcp://broker:1883"));

        List<Map<String, String>> tasks = connector.taskConfigs(5);

        assertThat(tasks)
                .singleElement()
                .satisfies(task -> assertThat(task)
                        .containsEntry("task.index", "0")
                        .containsEntry("mqtt.server.uris", "tcp://broker:1883"));
    }

    @Test
    void runsATaskForEachGroupOfFilters() {
        Map<String, String> properties = RunningTask.properties("tcp://broker:1883");
        properties.put("mqtt.topic.filters", "a/#, b/#, a/+/c");
        connector.start(properties);

        List<Map<String, String>> tasks = connector.taskConfigs(5);

        assertThat(tasks).extracting(task -> task.get("task.index")).containsExactly("0", "1");
        assertThat(tasks)
                .extracting(task -> MqttSourceConfig.parse(task).subscription().subscriptions())
                .containsExactly(List.of("a/#", "a/+/c"), List.of("b/#"));
    }

    @Test
    void acceptsEveryTransactionBoundaryAndPromisesNothing() {
        Map<String, String> properties = RunningTask.properties("tcp://broker:1883");

        assertThat(connector.exactlyOnceSupport(properties)).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
        assertThat(connector.canDefineTransactionBoundaries(properties))
                .isEqualTo(ConnectorTransactionBoundaries.SUPPORTED);
    }

    @Test
    void startsWithAKeyThatIsNull() {
        Map<String, String> properties = RunningTask.properties("tcp://broker:1883");
        properties.put("transforms", null);

        connector.start(properties);

        assertThat(connector.taskConfigs(1))
                .singleElement()
                .satisfies(task -> assertThat(task).containsEntry("kafka.topic", "readings"));
    }

    @Test
    void refusesToStartWithWhatValidationRefuses() {
        Map<String, String> properties = RunningTask.properties("tcp://broker:1883");
        properties.put("mqtt.qos", "2");

        assertThatThrownBy(() -> connector.start(properties)).isInstanceOf(ConfigException.class);
    }

    @Test
    void promisesNoMoreThanMqttCan() {
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
        assertThat(connector.alterOffsets(Map.of(), Map.of())).isTrue();
    }
}
