// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Brokers that send again on one connection what is not acknowledged for a while. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class CopiesTest {
    private static final int COPIES = 20;

    @Parameter
    ProtocolVersion version;

    private ScriptedBroker broker;
    private RunningTask task;

    @BeforeEach
    void start() {
        broker = ScriptedBroker.start();
        task = RunningTask.start(
                version, broker.uri(), "mqtt.max.packet.bytes", "1024", "mqtt.rejected.topic", "rejected");
    }

    @AfterEach
    void stop() {
        task.close();
        broker.close();
    }

    @Test
    void areOneMessageAndOneAcknowledgement() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publish(1, "Home/x", "21.5");
        for (int i = 0; i < COPIES; i++) {
            connection.publishAgain(1, "Home/x", "21.5");
            connection.publish(1, "Home/x", "21.5"); // not each of them says so
        }
        await().until(() -> task.counters().copies().sum() == 2 * COPIES);

        task.poll(1).forEach(task::commit);

        assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
        assertThat(task.pollOnce()).isEmpty();
        task.close();
        connection.expect(Packet.DISCONNECT);
    }

    /** It was on its way when its message was acknowledged: a second acknowledgement could meet a later message. */
    @Test
    void areNotAcknowledgedAfterTheirMessage() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publish(1, "Home/x", "21.5");
        task.poll(1).forEach(task::commit);
        assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
        connection.publishAgain(1, "Home/x", "21.5");
        connection.publish(1, "Home/x", "21.5"); // the id is free again

        List<SourceRecord> next = task.poll(1);

        assertThat(connection.unread()).isZero();
        next.forEach(task::commit);
        assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
        assertThat(task.counters().copies().sum()).isEqualTo(1);
        task.close();
        connection.expect(Packet.DISCONNECT);
    }

    @Test
    void withOtherContentAreMessagesThatShareAnAcknowledgement() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publish(1, "Home/x", "21.5");
        connection.publish(1, "Home/x", "21.6");
        List<SourceRecord> records = task.poll(2);

        task.commit(records.get(0));
        connection.publish(2, "Home/x", "21.7");
        List<SourceRecord> next = task.poll(1);
        assertThat(connection.unread()).isZero();
        task.commit(records.get(1));
        next.forEach(task::commit);

        assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
        task.close();
        connection.expect(Packet.DISCONNECT);
    }

    @Test
    void ofARejectedMessageAreRejectedOnce() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        first.publish(1, "Home/x", "x".repeat(2_000));
        first.publishAgain(1, "Home/x", "x".repeat(2_000));
        List<SourceRecord> stubs = task.poll(1);
        await().until(() -> task.counters().copies().sum() == 1);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcomeBack();
        second.publishAgain(1, "Home/x", "x".repeat(2_000));
        await().until(() -> task.counters().rehomed().sum() == 1);

        stubs.forEach(task::commit);

        assertThat(stubs.get(0).topic()).isEqualTo("rejected");
        assertThat(second.expectAcknowledgements(1)).containsExactly(1);
        assertThat(task.pollOnce()).isEmpty();
    }

    /** Nobody acknowledges it, so each is a message. */
    @Test
    void doNotExistAtQos0() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        first.publishQos0("Home/x", "21.5");
        first.publishQos0("Home/x", "21.5");
        task.awaitReceived(2);
        first.cut();
        broker.nextConnection().welcomeBack().publishQos0("Home/x", "21.5");

        assertThat(task.poll(3)).map(RunningTask::payload).containsExactly("21.5", "21.5", "21.5");
    }
}
