// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** What a container says, at the end of a file. Threads of the engine's client. */
final class LogFile implements Consumer<OutputFrame> {
    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void accept(OutputFrame frame) {
        try {
            if (frame.getBytes() != null) {
                Files.write(file, frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
