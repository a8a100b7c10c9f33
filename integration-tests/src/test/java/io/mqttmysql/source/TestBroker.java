// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real MQTT broker that a test may stop and start. One thread. */
interface TestBroker {
    String uri();

    /** In good order: it writes down what it keeps. */
    void stop();

    /** Returns when it takes connections, at the same address as before. */
    void start();

    /** As if its disk were new; it must not run. */
    void forget() throws IOException;

    /** The one that the local stack brings along: HiveMQ CE. */
    static TestBroker of(LocalStack stack) {
        return new TestBroker() {
            @Override
            public String uri() {
                return stack.mqtt().uri();
            }

            @Override
            public void stop() {
                stack.mqtt().stop();
            }

            @Override
            public void start() {
                stack.mqtt().start();
            }

            @Override
            public void forget() throws IOException {
                Path data = stack.directory().resolve("mqtt-broker").resolve("data");
                try (Stream<Path> files = Files.walk(data)) {
                    List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
                    for (Path file : all) {
                        Files.delete(file);
                    }
                }
            }
        };
    }
}
