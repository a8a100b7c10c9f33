// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.history.LoadGenerator;
import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.LocalStack;
import java.util.HashMap;
import java.util.Map;

/**
 * What one pipeline is made of.
 *
 * @param name of its topics, its database and, with an ending, its connectors
 * @param sourceSettings on top of the usual ones, among them where the source finds the broker
 * @param jdbcUrl where the sink finds MySQL
 * @param sinkTasks {@code tasks.max} of the sink
 * @param sinkSettings on top of the usual ones
 */
public record PipelineOptions(
        String name,
        Promise promise,
        LoadGenerator.Options load,
        Map<String, String> sourceSettings,
        String jdbcUrl,
        int sinkTasks,
        Map<String, String> sinkSettings) {
    private static final long SEED = 20261122L;
    private static final String BROKER = "mqtt.server.uris";

    public PipelineOptions {
        sourceSettings = Map.copyOf(sourceSettings);
        sinkSettings = Map.copyOf(sinkSettings);
    }

    /** Straight to the servers, one task each. */
    public static PipelineOptions on(LocalStack stack, String name, Promise promise) {
        return new PipelineOptions(
                name,
                promise,
                LoadGenerator.Options.to(stack.mqtt().uri(), name, SEED),
                Map.of(BROKER, stack.mqtt().uri()),
                stack.mysql().jdbcUrl(name),
                1,
                Map.of());
    }

    public PipelineOptions load(LoadGenerator.Options other) {
        return new PipelineOptions(name, promise, other, sourceSettings, jdbcUrl, sinkTasks, sinkSettings);
    }

    /** Both connectors reach their servers through the links. */
    public PipelineOptions through(Links links) {
        // the proxy reads along, and without encryption the driver asks the server for its key
        String url = links.jdbcUrl(name) + "?allowPublicKeyRetrieval=true";
        return new PipelineOptions(name, promise, load, sourceSettings, url, sinkTasks, sinkSettings)
                .source(BROKER, links.mqttUri())
                .source("producer.override.bootstrap.servers", links.kafkaAddress())
                .sink("connection.ssl.mode", "DISABLED");
    }

    public PipelineOptions sinkTasks(int count) {
        return new PipelineOptions(name, promise, load, sourceSettings, jdbcUrl, count, sinkSettings);
    }

    /** One setting of the source; replaces the usual one. */
    public PipelineOptions source(String key, String value) {
        Map<String, String> more = new HashMap<>(sourceSettings);
        more.put(key, value);
        return new PipelineOptions(name, promise, load, more, jdbcUrl, sinkTasks, sinkSettings);
    }

    /** One setting of the sink; replaces the usual one, and takes it away when empty. */
    public PipelineOptions sink(String key, String value) {
        Map<String, String> more = new HashMap<>(sinkSettings);
        more.put(key, value);
        return new PipelineOptions(name, promise, load, sourceSettings, jdbcUrl, sinkTasks, more);
    }
}
