// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.testing.Options;
import io.mqttmysql.sink.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtLeastOnceDeliveryTest {
    private final AbsentServer server = new AbsentServer();

    @Test
    void needsNoServerForRecordsThatNobodyWants() throws TransactionFailed {
        Transactions transactions = new Transactions(server);
        SinkCounters counters = SinkCounters.of("house-0", Time.SYSTEM);
        ErrantRecords errants = ErrantRecords.stopping();
        RecordWriter writer = new RecordWriter(transactions, Options.of(), errants, AbsentServer.noTables(), counters);
        Delivery delivery = new AtLeastOnceDelivery(transactions, writer, errants, "house-0");
        MappedBatch skipped =
                MappedBatch.of(List.of(Rows.record("home", 0, 1)), new MappedRecords(List.of(), List.of()));

        assertThat(delivery.store(skipped, Duration.ofMinutes(1))).isEmpty();

        assertThat(server.borrows()).isZero();
    }
}
