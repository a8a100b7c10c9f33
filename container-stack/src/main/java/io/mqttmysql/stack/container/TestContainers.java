// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.container;

import io.mqttmysql.stack.Containers;
import io.mqttmysql.stack.KafkaPorts;
import io.mqttmysql.stack.MySqlAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Containers by Testcontainers, of the images that the system properties {@code mysql.image} and {@code kafka.image}
 * name. Any thread.
 */
public final class TestContainers implements Containers {
    private static final String MYSQL_IMAGE = System.getProperty("mysql.image", "mysql:9.7");
    private static final String KAFKA_IMAGE = System.getProperty("kafka.image", "apache/kafka:4.4.0");

    private static final int MYSQL_PORT = 3306;
    private static final int KAFKA_PORT = 9092;
    private static final int LINKED_PORT = 19_092;

    /** Run by the image when it makes the data. */
    private static final String GRANTS = "/docker-entrypoint-initdb.d/grants.sql";

    @Override
    public Container mySql(MySqlAddress address, int port, List<String> options, Path log) {
        MySQLContainer container = new MySQLContainer(
                        DockerImageName.parse(MYSQL_IMAGE).asCompatibleSubstituteFor("mysql"))
                .withUsername(address.user());
        container.withPassword(address.password());
        container.withCommand(options.toArray(String[]::new));
        container.withCopyToContainer(
                Transferable.of("GRANT ALL ON *.* TO '" + address.user() + "'@'%' WITH GRANT OPTION;"), GRANTS);
        return new ContainerSeat(container, Map.of(MYSQL_PORT, port), log);
    }

    /** Names as the image wants them: a dot is an underscore. */
    @Override
    public Container kafka(KafkaPorts ports, Map<String, String> settings, Path log) {
        KafkaContainer container = new KafkaContainer(
                        DockerImageName.parse(KAFKA_IMAGE).asCompatibleSubstituteFor("apache/kafka"))
                .withListener("0.0.0.0:" + LINKED_PORT, () -> "127.0.0.1:" + ports.link());
        settings.forEach((name, value) ->
                container.withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return new ContainerSeat(container, Map.of(KAFKA_PORT, ports.clients(), LINKED_PORT, ports.behindLink()), log);
    }
}
