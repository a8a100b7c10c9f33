// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.migration.meta.PersistenceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * Runs in the broker's own JVM, on a class path of this class and HiveMQ: starts it, and stops it in order on SIGTERM.
 */
final class HiveMqMain {
    /** Each bucket is a set of files of 4 MB and more; the default of 64 takes 500 MB and seconds to open and close. */
    private static final int BUCKETS = 4;

    /**
     * The window of a client is what the client announced, up to the source's default. Without this it is 50 messages,
     * whatever a client announces. HiveMQ CE 2025.5 reserves that many packet identifiers each time it looks for
     * messages: with all 65 535, two looks at once lose identifiers for good, and the client gets nothing more.
     */
    private static final int LARGEST_WINDOW = 4096;

    private HiveMqMain() {}

    /** @param arguments the folder that holds config.xml and gets the data */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = LARGEST_WINDOW;
        // the native ones reserve a share of the machine's memory on the disk: measured 1.7 GB on 24 GB
        InternalConfigurations.PAYLOAD_PERSISTENCE_TYPE.set(PersistenceType.FILE);
        InternalConfigurations.RETAINED_MESSAGE_PERSISTENCE_TYPE.set(PersistenceType.FILE);
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(home)
                .withDataFolder(Files.createDirectories(home.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(home.resolve("extensions")))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
        try {
            broker.start().get();
        } catch (ExecutionException e) {
            System.err.println("HiveMQ did not start: " + e.getCause());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void stop(EmbeddedHiveMQ broker) {
        try {
            broker.stop().get();
        } catch (ExecutionException e) {
            System.err.println("HiveMQ did not stop in order: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
