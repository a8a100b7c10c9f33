// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all Connect workers of a stack have in common.
 *
 * @param count how many there are
 * @param version of Connect; empty: the stack's own
 * @param plugins absolute
 * @param settings properties besides those that the stack sets
 * @param environment variables besides those that the stack sets
 * @param users that Kafka knows by name; empty where it asks nobody
 */
record WorkerOptions(
        int count,
        Optional<String> version,
        List<Path> plugins,
        Map<String, String> settings,
        Map<String, String> environment,
        KafkaUsers users) {
    WorkerOptions {
        plugins = List.copyOf(plugins);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }
}
