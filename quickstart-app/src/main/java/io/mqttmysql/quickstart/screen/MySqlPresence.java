// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import io.mqttmysql.quickstart.database.DatabaseLook;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Remembers what was last seen in MySQL, and since when nothing can be seen. Watching thread only. */
final class MySqlPresence {
    /** SQLState class of everything that is wrong with a connection. */
    private static final String CONNECTION = "08";

    /** A statement that the server's shutdown interrupted. */
    private static final String INTERRUPTED = "70100";

    private final Look look;
    private final LongSupplier nanoTime;
    private DatabaseLook last = DatabaseLook.NOTHING;
    private Optional<Long> awaySince = Optional.empty();

    /** Asks the server. */
    interface Look {
        DatabaseLook take() throws SQLException;
    }

    MySqlPresence(Look look, LongSupplier nanoTime) {
        this.look = look;
        this.nanoTime = nanoTime;
    }

    /**
     * @return what is there, or while MySQL is away what was
     * @throws SQLException when it is there and refuses
     */
    DatabaseLook look() throws SQLException {
        try {
            last = look.take();
            awaySince = Optional.empty();
        } catch (SQLException e) {
            if (!meansAway(e)) {
                throw e;
            }
            awaySince = awaySince.or(() -> Optional.of(nanoTime.getAsLong()));
        }
        return last;
    }

    Optional<Duration> away() {
        return awaySince.map(since -> Duration.ofNanos(nanoTime.getAsLong() - since));
    }

    private static boolean meansAway(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith(CONNECTION) || state.equals(INTERRUPTED);
    }
}
