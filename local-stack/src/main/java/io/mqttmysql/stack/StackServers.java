// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The servers of one stack, on ports of their own, and what the workers are told of the others. Not started here. */
final class StackServers {
    /** The database that connector-configs/tables.sql fills. */
    private static final String SCHEMA = "home";

    private final List<PortLease> ports = new ArrayList<>();
    private final Optional<MqttBroker> mqtt;
    private final KafkaBroker kafka;
    private final KafkaBroker secondKafka;
    private final Optional<MySqlServer> mySql;
    private final List<ConnectWorker> workers = new ArrayList<>();

    StackServers(StackOptions options, Workplace workplace, Programs programs) {
        Optional<Containers> containers = Containers.wanted();
        ExternalServers external = options.external();
        this.mqtt = external.brokerUri().isPresent()
                ? Optional.empty()
                : Optional.of(options.broker().on(workplace, programs, port()));
        this.kafka = new KafkaBroker(
                workplace,
                programs,
                new KafkaPorts(port(), port(), port(), port()),
                options.workers().users(),
                containers);
        this.secondKafka = new KafkaBroker(workplace, programs, new KafkaPorts(port(), port(), port(), port()), kafka);
        this.mySql = external.mySql().isPresent()
                ? Optional.empty()
                : Optional.of(new MySqlServer(
                        workplace, programs, port(), UUID.randomUUID().toString(), containers));
        Map<String, String> environment = addresses(external);
        environment.putAll(options.workers().environment());
        for (int i = 1; i <= options.workers().count(); i++) {
            int port = port();
            Map<String, String> settings = ConnectWorker.settings(
                    port,
                    kafka.bootstrapServers(),
                    options.workers().plugins(),
                    workplace.directory(),
                    own(options.workers()));
            String name = i == 1 ? "connect" : "connect-" + i;
            workers.add(new ConnectWorker(name, workplace, programs, kafka, port, settings, environment));
        }
    }

    private Map<String, String> own(WorkerOptions workers) {
        Map<String, String> own = new HashMap<>();
        if (!workers.users().isEmpty()) {
            own.putAll(workers.users().workerSettings("127.0.0.1:" + kafka.behindLink()));
        }
        own.putAll(workers.settings());
        return own;
    }

    /** The variables that the files in connector-configs/ refer to. */
    private Map<String, String> addresses(ExternalServers external) {
        Map<String, String> addresses = new HashMap<>();
        addresses.put("MQTT_URI", external.brokerUri().orElseGet(() -> mqtt().uri()));
        addresses.putAll(external.mySql()
                .orElseGet(() -> new ExternalServers.Database(mySql().endpoint(), SCHEMA))
                .variables());
        return addresses;
    }

    MqttBroker mqtt() {
        return mqtt.orElseThrow(() -> new StackException("This stack has no MQTT broker of its own."));
    }

    KafkaBroker kafka() {
        return kafka;
    }

    /** Not among all: it is started by whoever wants it. */
    KafkaBroker secondKafka() {
        return secondKafka;
    }

    MySqlServer mySql() {
        return mySql.orElseThrow(() -> new StackException("This stack has no MySQL server of its own."));
    }

    boolean includeMySql() {
        return mySql.isPresent();
    }

    List<ConnectWorker> workers() {
        return List.copyOf(workers);
    }

    /** In the order in which it pays to start them. */
    List<ServerProcess> all() {
        List<ServerProcess> all = new ArrayList<>();
        all.add(kafka);
        mySql.ifPresent(all::add);
        mqtt.ifPresent(all::add);
        all.addAll(workers);
        return all;
    }

    /** What they take together, measured. */
    long memory() {
        return all().stream().mapToLong(ServerProcess::memory).sum();
    }

    /** With their data. */
    void removeContainers() {
        all().forEach(server -> server.container().ifPresent(Containers.Container::remove));
    }

    void releasePorts() {
        ports.forEach(PortLease::close);
    }

    private int port() {
        PortLease lease = PortLease.take();
        ports.add(lease);
        return lease.port();
    }
}
