// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the builder was told.
 *
 * @param plugins absolute
 * @param directory absolute; empty for a temporary one
 * @param keeps whether a temporary directory stays
 */
record StackOptions(
        StackSize size,
        List<Path> plugins,
        int workers,
        Map<String, String> workerSettings,
        Consumer<String> progress,
        Optional<Path> directory,
        boolean keeps,
        ExternalServers external) {
    StackOptions {
        plugins = List.copyOf(plugins);
        workerSettings = Map.copyOf(workerSettings);
    }
}
