// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.FakeTaskContext;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.junit.jupiter.api.Test;

/** What an exactly-once worker's {@code commit} says, and what it does not. */
class ExactlyOnceTest {
    private final Requests requests = new Requests();

    /** Kafka was away in the middle of the batch, and the connector was paused: the worker commits what it sent. */
    @Test
    void acknowledgesNothingOfTheRestOfABatchThatIsSentAfterAPause() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "before the pause");
            connection.publish(2, "Home/x", "after it");
            task.awaitReceived(2);
            List<SourceRecord> batch = task.pollOnce();
            assertThat(batch).hasSize(2);

            task.commit(batch.get(0));
            task.settle();
            task.pollOnce();
            assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
            task.pollOnce();

            assertThat(connection.unread()).as("its transaction is open").isZero();
            assertThat(task.counters().filtered().sum()).isZero();
            task.commit(batch.get(1));
            assertThat(connection.expectAcknowledgements(1)).containsExactly(2);
        }
    }

    @Test
    void asksForACommitUntilAllIsSettled() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            task.pollOnce();
            assertThat(requests.commits).as("nothing was polled").isZero();
            connection.publish(1, "Home/x", "dropped");
            task.poll(1);
            int first = requests.commits;
            assertThat(first).as("the batch").isPositive();

            task.settle();
            task.pollOnce();
            assertThat(requests.commits).as("may be dropped").isGreaterThan(first);
            int all = requests.commits;
            task.settle();
            task.pollOnce();

            assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
            assertThat(requests.commits).isEqualTo(all);
        }
    }

    private RunningTask task(ScriptedBroker broker) {
        FakeTaskContext context = new FakeTaskContext();
        context.transactions(requests);
        Map<String, String> properties = RunningTask.properties(broker.uri());
        properties.put("name", "transactional");
        MqttSourceTask task = new MqttSourceTask();
        task.initialize(context);
        return RunningTask.start(task, properties);
    }

    /** Counts; task thread only. */
    private static final class Requests implements TransactionContext {
        private int commits;

        @Override
        public void commitTransaction() {
            commits++;
        }

        @Override
        public void commitTransaction(SourceRecord record) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abortTransaction() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abortTransaction(SourceRecord record) {
            throw new UnsupportedOperationException();
        }
    }
}
