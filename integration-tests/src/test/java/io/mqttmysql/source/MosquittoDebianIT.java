// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.MqttBroker;
import io.mqttmysql.testing.OwnServers;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The source with a second, independent broker: Debian's mosquitto. */
@OwnServers
@Order(2)
class MosquittoDebianIT extends SourceScenarios {
    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = SourceRun.stack(2).broker(MqttBroker.Kind.MOSQUITTO).start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Override
    LocalStack stack() {
        return stack;
    }

    @Override
    int sentAhead() {
        return HELD;
    }

    /**
     * The one scenario in which the broker itself loses what it acknowledged: it writes sessions down only now and then.
     * The bare subscriber is the control: no client can have what its broker no longer has.
     */
    @Test
    void aCrashOfTheBrokerLosesWhatWaitedForABareSubscriberToo() throws MqttException, InterruptedException {
        try (SourceRun run = start("crash", 1)) {
            BrokerSessions.create(stack.mqtt().uri(), "bare", "crash/#");
            run.load().publish(100);
            run.settleWithoutRepeats(); // a source that stored nothing yet expects no session
            run.stop();
            run.load().publish(100);

            stack.mqtt().kill();
            stack.mqtt().start();

            assertThat(BrokerSessions.exists(stack.mqtt().uri(), "bare")).isFalse();
            run.resume(1);
            await().until(() -> run.metric("sessions-lost-total") == 1);
            assertThat(run.topics().count("crash")).isEqualTo(100);
        }
    }
}
