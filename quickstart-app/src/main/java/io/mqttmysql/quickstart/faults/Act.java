// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import java.sql.SQLException;
import java.time.Duration;

/** One fault: it is made, its effect is seen and told, and it is undone, also when the act fails. */
interface Act {
    /** How long a person should have to wait for an effect at most. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Called on the thread of the show.
     *
     * @throws IllegalStateException when the effect is not seen, in one sentence
     */
    void play(Stage stage) throws InterruptedException, SQLException;
}
