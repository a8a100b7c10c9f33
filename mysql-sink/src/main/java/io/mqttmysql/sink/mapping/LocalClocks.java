// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.LocalTimes;
import io.mqttmysql.sink.strategy.LogText;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which columns read local times. That one came twice or never, and the expression does not say what is meant, is
 * one warning a strategy. Task thread.
 */
final class LocalClocks {
    private static final Logger log = LoggerFactory.getLogger(LocalClocks.class);

    private final ZoneId database;
    private final Set<String> warned = new HashSet<>();
    private final Consumer<String> warning;

    /** @param database {@code db.timezone} */
    LocalClocks(ZoneId database) {
        this(database, log::warn);
    }

    LocalClocks(ZoneId database, Consumer<String> warning) {
        this.database = database;
        this.warning = warning;
    }

    LocalClock of(String strategy, String column, LocalTimes said) {
        return new LocalClock(said, database, zone -> guessed(strategy, column, zone));
    }

    private void guessed(String strategy, String column, ZoneId zone) {
        if (warned.add(strategy)) {
            warning.accept("Strategy '" + strategy + "' - column '" + LogText.of(column)
                    + "' gets local times without an offset, of which one came twice or never: clocks were changed ("
                    + zone + "). Of two instants the one nearer to the record's timestamp is stored, without a"
                    + " timestamp the earlier; a time that clocks passed over is moved by as much. Send times with"
                    + " their offset, or say what is meant: 'overlap earlier', 'later' or 'reject', 'gap shift' or"
                    + " 'reject'");
        }
    }
}
