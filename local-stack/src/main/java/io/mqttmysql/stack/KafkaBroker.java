// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka node (KRaft). The first is broker and controller in one, and all there is of most stacks; a second one is
 * broker alone. Topics are created on first use, with one partition by default.
 */
public final class KafkaBroker extends ServerProcess {
    private final Programs programs;
    private final int id;
    private final KafkaPorts ports;
    private final KafkaUsers users;
    private final Optional<KafkaBroker> first;
    private final Optional<Containers.Container> container;

    KafkaBroker(
            Workplace workplace,
            Programs programs,
            KafkaPorts ports,
            KafkaUsers users,
            Optional<Containers> containers) {
        super("kafka", workplace);
        this.programs = programs;
        this.id = 1;
        this.ports = ports;
        this.users = users;
        this.first = Optional.empty();
        this.container = containers.map(engine -> engine.kafka(ports, common(), log()));
    }

    /** Joins the cluster of the first, which runs, as a process of this machine. */
    KafkaBroker(Workplace workplace, Programs programs, KafkaPorts ports, KafkaBroker first) {
        super("kafka-2", workplace);
        this.programs = programs;
        this.id = 2;
        this.ports = ports;
        this.users = KafkaUsers.NONE;
        this.first = Optional.of(first);
        this.container = Optional.empty();
    }

    /** {@code node.id}. */
    public int id() {
        return id;
    }

    /** For example {@code 127.0.0.1:20123}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.clients();
    }

    /** For clients that reach it through a link: free for whoever puts one there, in front of {@link #behindLink}. */
    public int link() {
        return ports.link();
    }

    public int behindLink() {
        return ports.behindLink();
    }

    @Override
    int port() {
        return ports.clients();
    }

    @Override
    long memory() {
        return programs.size().memory().kafka();
    }

    @Override
    String title() {
        return first.isPresent() ? "Kafka's second broker" : "Kafka";
    }

    @Override
    String address() {
        return bootstrapServers();
    }

    @Override
    Optional<Containers.Container> container() {
        return container;
    }

    @Override
    void prepare() {
        Path settings = settingsFile();
        Workplace.write(
                settings,
                Workplace.text(first.map(other -> joining(ports, other.ports, data()))
                        .orElseGet(() -> settings(ports, users, data()))));
        if (!Files.exists(meta())) {
            JavaProgram tool = new JavaProgram(programs.kafka(), StackSize.SMALL.kafka(), "kafka.tools.StorageTool");
            String cluster = first.map(KafkaBroker::cluster)
                    .orElseGet(() -> Uuid.randomUuid().toString());
            List<String> arguments = List.of("format", "-t", cluster, "-c", settings.toString());
            run(programs.tool(tool, arguments, log()), "formatting its storage");
        }
    }

    @Override
    Command command() {
        JavaProgram program = new JavaProgram(programs.kafka(), programs.size().kafka(), "kafka.Kafka");
        return programs.server(program, List.of(settingsFile().toString()), Map.of(), log());
    }

    /** Serves means: the broker is a member of its own cluster, so topics can be created. */
    @Override
    boolean serves() {
        if (!PortLease.answers(ports.clients())) {
            return false;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Patience.PROBE.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) Patience.PROBE.toMillis());
        Admin admin = Admin.create(settings);
        try {
            boolean isMember = !admin.describeCluster()
                    .nodes()
                    .get(Patience.PROBE.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
            if (isMember && !users.acls().isEmpty()) {
                admin.createAcls(users.acls()).all().get(Patience.PROBE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return isMember;
        } catch (ExecutionException | TimeoutException e) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            // without a limit it can wait for a connection that nobody serves until that has idled for five minutes
            admin.close(Duration.ofSeconds(1));
        }
    }

    /** As it was formatted. */
    private String cluster() {
        try (Reader reader = Files.newBufferedReader(meta())) {
            Properties meta = new Properties();
            meta.load(reader);
            return meta.getProperty("cluster.id");
        } catch (IOException e) {
            throw new StackException("Cannot read the cluster's id in " + meta() + ": " + e.getMessage(), e);
        }
    }

    private Path meta() {
        return data().resolve("meta.properties");
    }

    private Path data() {
        return home().resolve("data");
    }

    private Path settingsFile() {
        return home().resolve("server.properties");
    }

    static Map<String, String> settings(KafkaPorts ports, KafkaUsers users, Path data) {
        Map<String, String> settings = node(1, "broker,controller", ports.controller(), data);
        String clients = "PLAINTEXT://127.0.0.1:" + ports.clients();
        settings.put(
                "listeners",
                clients + ",LINKED://127.0.0.1:" + ports.behindLink() + ",CONTROLLER://127.0.0.1:"
                        + ports.controller());
        int linked = users.isEmpty() ? ports.link() : ports.behindLink();
        settings.put("advertised.listeners", clients + ",LINKED://127.0.0.1:" + linked);
        if (!users.isEmpty()) {
            settings.putAll(users.brokerSettings());
        }
        return settings;
    }

    /** Those of the second node, which has no link in front of it. */
    static Map<String, String> joining(KafkaPorts ports, KafkaPorts first, Path data) {
        Map<String, String> settings = node(2, "broker", first.controller(), data);
        settings.put(
                "listeners", "PLAINTEXT://127.0.0.1:" + ports.clients() + ",LINKED://127.0.0.1:" + ports.behindLink());
        return settings;
    }

    private static Map<String, String> node(int id, String roles, int controller, Path data) {
        Map<String, String> settings = common();
        settings.put("process.roles", roles);
        settings.put("node.id", String.valueOf(id));
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,LINKED:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", data.toString());
        return settings;
    }

    /**
     * What does not say where it runs. One node means one copy of everything; the rest makes starts and rebalances
     * short and memory small.
     */
    private static Map<String, String> common() {
        Map<String, String> settings = new TreeMap<>();
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("auto.create.topics.enable", "false"); // as on a cluster that is looked after: Connect makes them
        settings.put("group.initial.rebalance.delay.ms", "0");
        // a killed broker may come back when its old session is over: 9 s by default
        settings.put("broker.session.timeout.ms", "5000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        // a record that says nothing, twice a second by default, is a quarter of what an idle broker costs
        settings.put("metadata.max.idle.interval.ms", "10000");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304"); // bytes; the default takes 128 MiB of the heap
        return settings;
    }
}
