// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackServersTest {
    private static final MySqlAddress OWN = new MySqlAddress("db.example.com", "", "anna", "geheim");

    @TempDir
    private Path folder;

    @Test
    void startsEverythingUnlessToldOtherwise() {
        StackServers servers = servers(ExternalServers.NONE);

        assertThat(servers.all())
                .extracting(ServerProcess::name)
                .containsExactly("kafka", "mysql", "mqtt-broker", "connect");
        assertThat(environment(servers))
                .containsEntry("MQTT_URI", servers.mqtt().uri())
                .containsEntry("MYSQL_URL", servers.mySql().jdbcUrl("home"));
    }

    @Test
    void whatIsSomebodyElsesIsNotStartedAndTheWorkerIsToldWhereItIs() {
        StackServers servers = servers(ExternalServers.NONE
                .withBroker("tcp://broker.example.com")
                .withMySql(new ExternalServers.Database(OWN, "new_schema")));

        assertThat(servers.all()).extracting(ServerProcess::name).containsExactly("kafka", "connect");
        assertThat(environment(servers))
                .containsEntry("MQTT_URI", "tcp://broker.example.com")
                .containsEntry("MYSQL_URL", "jdbc:mysql://db.example.com/new_schema")
                .containsEntry("MYSQL_USER", "anna")
                .containsEntry("MYSQL_PASSWORD", "geheim");
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(servers::mySql)
                .withMessage("This stack has no MySQL server of its own.");
    }

    private StackServers servers(ExternalServers external) {
        StackOptions options = new StackOptions(
                StackSize.SMALL,
                new WorkerOptions(1, Optional.empty(), List.of(), Map.of(), Map.of(), KafkaUsers.NONE),
                line -> {},
                Optional.empty(),
                false,
                MqttBroker.Kind.HIVEMQ,
                external);
        Workplace workplace = Workplace.open(Optional.of(folder.resolve("stack")));
        Programs programs = new Programs(Versions.ofThisBuild(), StackSize.SMALL, folder, workplace, line -> {});
        StackServers servers = new StackServers(options, workplace, programs);
        servers.releasePorts();
        return servers;
    }

    private static Map<String, String> environment(StackServers servers) {
        return servers.workers().get(0).environment();
    }
}
