// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import io.mqttmysql.quickstart.database.DatabaseLook;
import io.mqttmysql.stack.ConnectClient.Status;
import io.mqttmysql.stack.ConnectClient.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a watch may have seen. */
final class Snapshots {
    private static final List<Status> RUNNING = List.of(running("mqtt-source"), running("mysql-sink"));

    private Snapshots() {}

    static Snapshot at(int second, long count) {
        return seen(second, OptionalLong.of(count), count, Optional.empty());
    }

    static Snapshot away(int second, Duration time) {
        return seen(second, OptionalLong.of(9), 9, Optional.of(time));
    }

    static Snapshot ofOthers(long count) {
        return seen(1, OptionalLong.empty(), count, Optional.empty());
    }

    private static Snapshot seen(int second, OptionalLong received, long count, Optional<Duration> away) {
        DatabaseLook look = new DatabaseLook(
                Map.of("climate", count, "latest", 3L, "dead_letters", 6L),
                List.of("a row of climate", "a row of energy"));
        return new Snapshot(Duration.ofSeconds(second), received, count, look, 7, RUNNING, away);
    }

    private static Status running(String name) {
        return new Status(name, "RUNNING", "", List.of(new TaskStatus(0, "RUNNING", "")));
    }
}
