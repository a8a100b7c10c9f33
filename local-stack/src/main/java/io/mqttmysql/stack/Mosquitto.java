// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The system's mosquitto. An orderly stop writes the sessions down; a kill loses what it acknowledged since its last
 * snapshot, which is taken every half hour.
 */
final class Mosquitto extends MqttBroker {
    private static final long MEGABYTES = 20;

    Mosquitto(Workplace workplace, int port) {
        super(workplace, port);
    }

    @Override
    long memory() {
        return MEGABYTES;
    }

    @Override
    void prepare() {
        Workplace.write(settings(), configuration(port(), home()));
    }

    @Override
    Command command() {
        return new Command(List.of("mosquitto", "-c", settings().toString()), Map.of(), log());
    }

    @Override
    Path data() {
        return home().resolve("mosquitto.db");
    }

    private Path settings() {
        return home().resolve("mosquitto.conf");
    }

    private static String configuration(int port, Path home) {
        return """
                listener %d 127.0.0.1
                allow_anonymous true
                user root
                set_tcp_nodelay true
                persistence true
                persistence_location %s/
                max_queued_messages 0
                max_queued_bytes 0
                max_inflight_messages 0
                """.formatted(port, home);
    }
}
