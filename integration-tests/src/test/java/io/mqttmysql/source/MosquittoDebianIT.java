// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.OwnServers;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source with a second, independent broker: Debian's mosquitto. */
@OwnServers
class MosquittoDebianIT extends SourceScenarios {
    private LocalStack stack;
    private Mosquitto broker;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        broker = Mosquitto.start(home);
        stack = SourceRun.stack(2).externalBroker(broker.uri()).start();
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
        broker.close();
    }

    @Override
    LocalStack stack() {
        return stack;
    }

    @Override
    TestBroker broker() {
        return broker;
    }

    /**
     * The one scenario in which the broker itself loses what it acknowledged: it writes sessions down only now and then.
     * The bare subscriber is the control: no client can have what its broker no longer has.
     */
    @Test
    void aCrashOfTheBrokerLosesWhatWaitedForABareSubscriberToo() throws MqttException, InterruptedException {
        try (SourceRun run = start("crash", 1)) {
            BrokerSessions.create(broker.uri(), "bare", "crash/#");
            run.load().publish(100);
            run.settleWithoutRepeats(); // a source that stored nothing yet expects no session
            run.stop();
            run.load().publish(100);

            broker.kill();
            broker.start();

            assertThat(BrokerSessions.exists(broker.uri(), "bare")).isFalse();
            run.resume(1);
            await().until(() -> run.metric("sessions-lost-total") == 1);
            assertThat(run.topics().count("crash")).isEqualTo(100);
        }
    }
}
