// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.failure.Repeats;
import io.mqttmysql.sink.offset.Time;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts that came to nothing because of another transaction. Each costs time only, so that the first one is told and
 * then how many; where all attempts of a delivery fail, an outage begins. Task thread.
 */
final class ConflictLog {
    private final String task;
    private final Repeats repeats;
    private final Logger log;

    /** @param task its name in the log */
    ConflictLog(String task, Time time) {
        this(task, time, LoggerFactory.getLogger(ConflictLog.class));
    }

    ConflictLog(String task, Time time, Logger log) {
        this.task = task;
        this.repeats = new Repeats(time::nanoTime);
        this.log = log;
    }

    /** That the time was over is told by the outage that follows; a claim that was lost by whoever found it lost. */
    void failed(SQLException reason) {
        if (reason instanceof OutOfTime || (reason instanceof Conflict conflict && conflict.isTold())) {
            return;
        }
        long times = repeats.count();
        if (times > 0) {
            log.info(
                    "{} - another transaction was in the way{}, so the delivery is tried again: {}",
                    task,
                    Repeats.words(times),
                    FailureSentence.ofOutage(reason));
        }
    }
}
