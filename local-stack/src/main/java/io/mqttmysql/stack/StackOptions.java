// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the builder was told.
 *
 * @param directory absolute; empty for a temporary one
 * @param keeps whether a temporary directory stays
 */
record StackOptions(
        StackSize size,
        WorkerOptions workers,
        Consumer<String> progress,
        Optional<Path> directory,
        boolean keeps,
        MqttBroker.Kind broker,
        ExternalServers external) {}
