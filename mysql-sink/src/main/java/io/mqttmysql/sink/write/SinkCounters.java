// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.DeliveryGuarantee;
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
    /** With at_least_once nothing tells whether the server that is back has all that was committed. */
    private static final String UNSEEN = "; with at_least_once nobody sees whether it lost commits: exactly_once does";

    /** @param task its name in the log */
    static SinkCounters of(String task, Time time, DeliveryGuarantee guarantee) {
        LastError lastError = new LastError();
        return new SinkCounters(
                new RecordCounts(),
                new TransactionCounts(time),
                new ConnectionCounts(),
                new OutageLog(task, time, lastError, guarantee == DeliveryGuarantee.AT_LEAST_ONCE ? UNSEEN : ""),
                new OffsetJumps(task),
                lastError);
    }
}
