// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;

class ErrantRecordsTest {
    private static final ErrantRecordReporter LOG = (record, error) -> CompletableFuture.completedFuture(null);

    @Test
    void areToleratedWhereConnectTakesThem() {
        assertThat(ErrantRecords.from(LOG, "all").areTolerated()).isTrue();
        assertThat(ErrantRecords.from(LOG, "ALL").atMost(0.2).areTolerated()).isTrue();
    }

    /** Whatever the tolerance: they would vanish. */
    @Test
    void stopTheTaskWhereNobodyTakesThem() {
        assertThat(ErrantRecords.from(null, "all").areTolerated()).isFalse();
        assertThat(ErrantRecords.from(LOG, "none").areTolerated()).isFalse();
    }
}
