// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a {@link LocalStack} is made of; nothing happens before {@link #start}. */
public final class LocalStackBuilder {
    private final Map<String, String> workerSettings = new LinkedHashMap<>();
    private final Map<String, String> workerEnvironment = new LinkedHashMap<>();
    private KafkaUsers users = KafkaUsers.NONE;
    private StackSize size = StackSize.SMALL;
    private List<Path> plugins = List.of();
    private int workers = 1;
    private Optional<String> connectVersion = Optional.empty();
    private Consumer<String> progress = line -> {};
    private Optional<Path> directory = Optional.empty();
    private boolean keeps;
    private MqttBroker.Kind broker = MqttBroker.Kind.HIVEMQ;
    private ExternalServers external = ExternalServers.NONE;

    LocalStackBuilder() {}

    /** Small, unless told otherwise. */
    public LocalStackBuilder size(StackSize chosen) {
        size = chosen;
        return this;
    }

    /** The folders for {@code plugin.path}. */
    public LocalStackBuilder plugins(List<Path> pluginPath) {
        plugins = pluginPath.stream().map(Path::toAbsolutePath).toList();
        return this;
    }

    /** One, unless told otherwise. */
    public LocalStackBuilder workers(int count) {
        workers = count;
        return this;
    }

    /** Which Connect the workers are; Kafka's brokers stay as they are. */
    public LocalStackBuilder connectVersion(String version) {
        connectVersion = Optional.of(version);
        return this;
    }

    /** A setting of every worker; replaces the stack's own. */
    public LocalStackBuilder workerSetting(String name, String value) {
        workerSettings.put(name, value);
        return this;
    }

    /** Kafka asks the workers for a login, and lets them do what ACLs allow. As a process of this machine only. */
    public LocalStackBuilder kafkaUsers(KafkaUsers all) {
        users = all;
        return this;
    }

    /** A variable in the environment of every worker. */
    public LocalStackBuilder workerVariable(String name, String value) {
        workerEnvironment.put(name, value);
        return this;
    }

    /** Gets one sentence for each step, on the threads that start the servers. */
    public LocalStackBuilder progress(Consumer<String> line) {
        progress = line;
        return this;
    }

    /**
     * Where the servers keep logs and data: a new or empty folder, which stays. Default: a new temporary folder,
     * deleted in the end.
     */
    public LocalStackBuilder directory(Path dir) {
        directory = Optional.of(dir.toAbsolutePath());
        return this;
    }

    /** HiveMQ CE, unless told otherwise. */
    public LocalStackBuilder broker(MqttBroker.Kind kind) {
        broker = kind;
        return this;
    }

    /** Uses this MQTT broker and starts none. */
    public LocalStackBuilder externalBroker(String uri) {
        external = external.withBroker(uri);
        return this;
    }

    /** Uses this MySQL server and starts none; the schema is the one that connectors write to. */
    public LocalStackBuilder externalMySql(MySqlAddress address, String schema) {
        external = external.withMySql(new ExternalServers.Database(address, schema));
        return this;
    }

    /** Leaves the temporary folder in place. */
    public LocalStackBuilder keep() {
        keeps = true;
        return this;
    }

    /** @throws StackException when a server cannot start; everything is stopped then, and its log stays */
    public LocalStack start() {
        WorkerOptions common =
                new WorkerOptions(workers, connectVersion, plugins, workerSettings, workerEnvironment, users);
        StackOptions options = new StackOptions(size, common, progress, directory, keeps, broker, external);
        return LocalStack.open(options);
    }
}
