// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import io.mqttmysql.quickstart.database.DatabaseLook;
import io.mqttmysql.stack.ConnectClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the messages are at one moment.
 *
 * @param received by the broker, as far as the simulated house knows; empty where others publish
 * @param inKafka records in the topic
 * @param database the last look that succeeded
 * @param deadLetters records in their topic
 * @param mySqlAway since when looks fail; empty while they succeed
 */
public record Snapshot(
        Duration elapsed,
        OptionalLong received,
        long inKafka,
        DatabaseLook database,
        long deadLetters,
        List<ConnectClient.Status> connectors,
        Optional<Duration> mySqlAway) {
    public boolean isMySqlAway() {
        return mySqlAway.isPresent();
    }

    public boolean allRun() {
        return connectors.stream().allMatch(ConnectClient.Status::isRunning);
    }

    /** Messages of the simulated house that are rows or rows of dead letters. */
    public long arrived() {
        return database.messages() + database.deadLetters();
    }
}
