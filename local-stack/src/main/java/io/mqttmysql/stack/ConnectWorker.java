// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One worker of the stack's Connect cluster, in a JVM of its own with a real {@code plugin.path}. */
public final class ConnectWorker extends ServerProcess {
    private final Programs programs;
    private final KafkaBroker kafka;
    private final int port;
    private final Map<String, String> settings;
    private final Map<String, String> environment;

    /**
     * @param settings complete, as {@link #settings} makes them
     * @param environment what connector files may refer to as {@code ${env:NAME}}
     */
    ConnectWorker(
            String name,
            Workplace workplace,
            Programs programs,
            KafkaBroker kafka,
            int port,
            Map<String, String> settings,
            Map<String, String> environment) {
        super(name, workplace);
        this.environment = Map.copyOf(environment);
        this.programs = programs;
        this.kafka = kafka;
        this.port = port;
        this.settings = Map.copyOf(settings);
    }

    /** For example {@code http://127.0.0.1:20123/}. */
    public URI restUri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What connector files may refer to. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    int port() {
        return port;
    }

    /** A worker that finds no Kafka for a minute ends. */
    @Override
    boolean hasWhatItNeeds() {
        return kafka.serves();
    }

    @Override
    long memory() {
        return programs.size().memory().worker();
    }

    @Override
    String title() {
        return "Connect worker";
    }

    @Override
    String address() {
        return restUri().toString();
    }

    @Override
    void prepare() {
        programs.connect();
        Workplace.write(settingsFile(), Workplace.text(settings));
    }

    @Override
    Command command() {
        JavaProgram program = new JavaProgram(
                programs.connect(), programs.size().worker(), "org.apache.kafka.connect.cli.ConnectDistributed");
        return programs.server(program, List.of(settingsFile().toString()), environment, log());
    }

    @Override
    boolean serves() {
        return PortLease.answers(port) && new ConnectRest(restUri()).isHealthy();
    }

    private Path settingsFile() {
        return home().resolve("worker.properties");
    }

    /**
     * The settings of a worker. Its converters stay Connect's own (JSON with schemas) on purpose: a connector file that
     * forgets to set its converters must fail here as it would fail with a user.
     *
     * @param readable the folder that the config provider {@code file} may read
     * @param own what the caller sets; wins
     */
    static Map<String, String> settings(
            int port, String bootstrapServers, List<Path> plugins, Path readable, Map<String, String> own) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", "local-stack");
        settings.put("listeners", "HTTP://127.0.0.1:" + port);
        settings.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        // measured on two cores: without looking through every class of every jar, a worker serves after 4 s of the
        // processor instead of 13
        settings.put("plugin.discovery", "service_load");
        for (String store : List.of("config", "offset", "status")) {
            settings.put(store + ".storage.topic", "connect-" + store);
            settings.put(store + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("offset.flush.interval.ms", "1000");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("session.timeout.ms", "10000");
        settings.put("heartbeat.interval.ms", "3000");
        settings.put("config.providers", "file,env");
        settings.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        settings.put("config.providers.file.param.allowed.paths", readable.toString());
        settings.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        settings.put("config.providers.env.param.allowlist.pattern", "(BOOTSTRAP_SERVERS|(MQTT|MYSQL)_.*)");
        if (!plugins.isEmpty()) { // Connect refuses an empty list
            settings.put("plugin.path", plugins.stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        settings.putAll(own);
        return settings;
    }
}
