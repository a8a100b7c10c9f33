// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Runs the database server and Kafka in containers, where the system property {@value #PROPERTY} is {@code true}: the
 * servers keep the ports that the stack has chosen, and their data until the end of the stack. Found by
 * {@link ServiceLoader}, so that every stack of a test run is of one kind.
 */
public interface Containers {
    String PROPERTY = "local.stack.containers";

    /**
     * One container, which is made with the first start of its server and started with each.
     *
     * <p>Any thread, one call at a time.
     */
    interface Container {
        /** @throws RuntimeException of the engine when it cannot start */
        Life start();

        /** Its data as well; at the end of the stack. */
        void remove();
    }

    /**
     * @param address on loopback, with a user who may do everything
     * @param options of the server, besides those that say where it runs
     * @param log gets what the server says
     */
    Container mySql(MySqlAddress address, int port, List<String> options, Path log);

    /**
     * @param settings of the broker, besides those that say where it runs
     * @param log gets what the server says
     */
    Container kafka(KafkaPorts ports, Map<String, String> settings, Path log);

    /** Those of the class path, if they are wanted. */
    static Optional<Containers> wanted() {
        if (!Boolean.getBoolean(PROPERTY)) {
            return Optional.empty();
        }
        return Optional.of(ServiceLoader.load(Containers.class)
                .findFirst()
                .orElseThrow(() -> new StackException(PROPERTY
                        + " is true and nothing on the class path runs containers: put container-stack there.")));
    }
}
