// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.benchmark.bare.BareSource;
import io.mqttmysql.benchmark.report.Figures;
import io.mqttmysql.benchmark.report.Measurement;
import io.mqttmysql.benchmark.report.Role;
import io.mqttmysql.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** MQTT to Kafka: what the broker queued at QoS 1 while the subscriber was away becomes records of a new topic. */
final class SourceBenchmark implements Benchmark {
    private final LocalStack stack;
    private final KafkaTopics topics;
    private final int messages;
    private final Path shippedFile;

    /** @param shippedFile the source's file in connector-configs/: what is measured is what users get */
    SourceBenchmark(LocalStack stack, KafkaTopics topics, int messages, Path shippedFile) {
        this.stack = stack;
        this.topics = topics;
        this.messages = messages;
        this.shippedFile = shippedFile;
    }

    @Override
    public String name() {
        return "Source: backlog of " + Figures.whole(messages) + " QoS 1 messages, one task";
    }

    @Override
    public String word() {
        return "source";
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new ProgramContender("bare Paho and KafkaProducer", BareSource.class, this::arguments),
                new ConnectorContender("MqttSourceConnector", Role.OURS, this::ours));
    }

    @Override
    public void prepare() {
        // every run needs a backlog of its own
    }

    @Override
    public Measurement run(Contender contender, String runName) {
        topics.create(runName);
        try (Backlog backlog = Backlog.open(stack.mqtt().uri(), clientId(runName), runName)) {
            backlog.publish(messages);
            Measurement measurement;
            try (Contender.Running work = contender.start(stack, new Job(runName, runName))) {
                measurement = new Meter().until(messages, () -> topics.count(runName), work);
            }
            SourceCheck check = new SourceCheck(runName, messages);
            topics.read(runName, check);
            check.verify();
            return measurement;
        } finally {
            topics.delete(runName);
        }
    }

    private List<String> arguments(Job job) {
        return List.of(
                stack.mqtt().uri(),
                clientId(job.name()),
                Backlog.filter(job.name()),
                stack.kafka().bootstrapServers(),
                job.topic());
    }

    private Map<String, String> ours(Job job) {
        Map<String, String> config = new HashMap<>(shipped());
        config.put("mqtt.topic.filters", Backlog.filter(job.name()));
        config.put("mqtt.client.id", job.name());
        config.put("kafka.topic", job.topic());
        return config;
    }

    private Map<String, String> shipped() {
        try {
            return new ObjectMapper().readValue(shippedFile.toFile(), new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new BenchmarkException("Cannot read " + shippedFile + ": " + e.getMessage(), e);
        }
    }

    /** As the connector calls its first task's client. */
    private static String clientId(String runName) {
        return runName + "-0";
    }
}
