// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connectors of a run, in the order in which they are started.
 *
 * @param deadLetterTopic empty when the person's sink has none
 */
public record ConnectorPlan(List<Connector> connectors, Optional<String> deadLetterTopic) {
    /** The source writes to it, the sink reads it. */
    public static final String TOPIC = "home";

    public static final String SOURCE = "mqtt-source";
    static final String SINK = "mysql-sink";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";

    /**
     * One connector.
     *
     * @param origin the file, for the person
     * @param topic what a sink reads; empty for a source
     */
    public record Connector(String name, String origin, Map<String, String> settings, Optional<String> topic) {
        /** Connect has checked that it is a number. */
        public int tasks() {
            return Integer.parseInt(settings.getOrDefault("tasks.max", "1").strip());
        }

        /** Where a sink commits how far it has read. */
        public String consumerGroup() {
            return settings.getOrDefault("consumer.override.group.id", "connect-" + name);
        }
    }

    /**
     * @param project with connector-configs/
     * @throws StackException when a file cannot be read, in one sentence
     */
    public static ConnectorPlan of(Scenario scenario, Path project) {
        Map<String, String> source = read(project, SOURCE);
        scenario.ownBroker().ifPresent(broker -> {
            source.putAll(Map.of(
                    "mqtt.topic.filters", String.join(",", broker.filters()),
                    "mqtt.client.id", broker.clientId(),
                    "mqtt.session.expiry.seconds", String.valueOf(OwnBroker.SESSION_EXPIRY_SECONDS)));
            source.putAll(broker.login().settings());
        });
        Map<String, String> sink = scenario.ownSink()
                .map(own -> OwnSinkSettings.of(own.settings()).settings())
                .orElseGet(() -> read(project, SINK));
        Optional<String> letters =
                Optional.ofNullable(sink.get(DEAD_LETTER_TOPIC)).filter(topic -> !topic.isBlank());
        List<Connector> all = new ArrayList<>();
        all.add(new Connector(SOURCE, origin(SOURCE), source, Optional.empty()));
        String sinkOrigin = scenario.ownSink().map(own -> own.file().toString()).orElse(origin(SINK));
        all.add(new Connector(SINK, sinkOrigin, sink, Optional.of(TOPIC)));
        letters.ifPresent(topic -> {
            Map<String, String> settings = read(project, DEAD_LETTERS);
            settings.put("topics", topic);
            all.add(new Connector(DEAD_LETTERS, origin(DEAD_LETTERS), settings, Optional.of(topic)));
        });
        return new ConnectorPlan(List.copyOf(all), letters);
    }

    public List<String> names() {
        return connectors.stream().map(Connector::name).toList();
    }

    private static Map<String, String> read(Path project, String name) {
        Path file = project.resolve(origin(name));
        try {
            return new HashMap<>(
                    new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new StackException(Trouble.with(project.relativize(file), e), e);
        }
    }

    private static String origin(String name) {
        return "connector-configs/" + name + ".json";
    }
}
