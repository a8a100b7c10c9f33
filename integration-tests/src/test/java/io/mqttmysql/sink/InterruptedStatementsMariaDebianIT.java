// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.testing.OnMariaDb;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The same on MariaDB, which can also limit the time of a statement that writes. */
@OnMariaDb
class InterruptedStatementsMariaDebianIT extends InterruptedStatementsIT {
    @Test
    void byTheLimitOfItsTime() throws Exception {
        database().run("SET GLOBAL max_statement_time = 1");
        try (WriterUnderTest writer = writer()) {
            CompletableFuture<Void> delivery = waiting(writer);

            await().until(() -> failures(writer, FailureKind.CONFLICT) > 0);
            other().rollback();
            assertThatEachIsThereOnce(writer, delivery);
        } finally {
            database().run("SET GLOBAL max_statement_time = 0");
        }
    }
}
