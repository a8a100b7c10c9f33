// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.offset.OffsetJumps;
import io.mqttmysql.sink.offset.Time;

/** What happened in one task since it started, each concern in the hands of one class. */
public record SinkCounters(
        RecordCounts records,
        TransactionCounts transactions,
        ConnectionCounts connections,
        OutageLog outage,
        OffsetJumps jumps,
        LastError lastError) {
    /** @param task its name in the log */
    static SinkCounters of(String task, Time time) {
        LastError lastError = new LastError();
        return new SinkCounters(
                new RecordCounts(),
                new TransactionCounts(time),
                new ConnectionCounts(),
                new OutageLog(task, time, lastError),
                new OffsetJumps(task),
                lastError);
    }
}
