// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.OwnServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;

/** The source with HiveMQ CE, which keeps sessions on disk. */
@OwnServers
@Order(1)
class HiveMqIT extends SourceScenarios {
    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = SourceRun.stack(2).start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Override
    LocalStack stack() {
        return stack;
    }

    /** It sends what waits when the last that it sent is acknowledged. */
    @Override
    int sentAhead() {
        return 1;
    }
}
