// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.fault.AbortedRecords;
import io.mqttmysql.fault.Account;
import io.mqttmysql.fault.ConnectionsKilled;
import io.mqttmysql.fault.ConnectionsUsedUp;
import io.mqttmysql.fault.ConnectorFault;
import io.mqttmysql.fault.DatabaseFault;
import io.mqttmysql.fault.Deadlocks;
import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.Faults;
import io.mqttmysql.fault.LeaderMoved;
import io.mqttmysql.fault.OlderCopy;
import io.mqttmysql.fault.RowsLocked;
import io.mqttmysql.fault.SameClientId;
import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.fault.TopicReadOnly;
import io.mqttmysql.history.Promise;
import io.mqttmysql.pipeline.Links;
import io.mqttmysql.pipeline.Pipeline;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.stack.ServerProcess;
import io.mqttmysql.stack.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What may happen in one run. */
final class ChaosFaults {
    /** The source's producer gives a record up after two minutes by default, ours never. */
    private static final Duration AWAY = Duration.ofSeconds(130);

    /** Of the workers and of the sink's consumers: others have taken over when it wakes. */
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(20);

    private ChaosFaults() {}

    /** @throws StackException when the person's names name none, with all that there are */
    static List<Fault> chosen(ChaosOptions options, LocalStack stack, Links links, Pipeline pipeline, Account account) {
        List<Fault> all = all(options, stack, links, pipeline, account);
        List<Fault> chosen = all.stream()
                .filter(fault ->
                        options.faults().isEmpty() || options.faults().stream().anyMatch(fault.name()::startsWith))
                .toList();
        if (chosen.isEmpty()) {
            throw new StackException("--faults " + String.join(",", options.faults()) + " names no fault. They are: "
                    + all.stream().map(Fault::name).collect(Collectors.joining(", "))
                    + "; the beginning of a name takes all that begin so.");
        }
        return chosen;
    }

    private static List<Fault> all(
            ChaosOptions options, LocalStack stack, Links links, Pipeline pipeline, Account account) {
        List<Fault> all = new ArrayList<>();
        ofServers(options, stack, all);
        all.addAll(Faults.ofLink(links.mqtt()));
        all.addAll(Faults.ofLink(links.mySql()));
        all.addAll(Faults.ofCommits(links.commits()));
        ofDatabase(stack.mysql(), pipeline.name(), all);
        all.add(account.passwordChanged());
        all.add(new ConnectionsUsedUp(account));
        ofConnectors(stack.connect(), pipeline, all);
        ofTopics(options, stack, pipeline, all);
        all.add(new SameClientId(stack.mqtt().uri(), pipeline.source() + "-0"));
        all.add(new BrokerKilledWhileHeld(pipeline, stack.mqtt(), links.kafka(), options.rate()));
        if (options.promise() == Promise.EXACTLY_ONCE) {
            all.add(new OlderCopy(stack.mysql(), pipeline.name())); // loses rows otherwise, as the docs say
        }
        return all;
    }

    private static void ofServers(ChaosOptions options, LocalStack stack, List<Fault> all) {
        all.addAll(Faults.ofServers(stack));
        // while it takes messages a kill can cost some that it acknowledged, with either broker and whoever subscribes
        remove(ServerFault.KILL, stack.mqtt(), all);
        all.add(ServerFault.KILL.of(stack.kafka()).lasting(AWAY, "kafka-away"));
        for (ServerProcess worker : stack.workers()) {
            if (options.promise() == Promise.EXACTLY_ONCE) {
                all.add(ServerFault.FREEZE.of(worker).lasting(LONGER_THAN_A_SESSION, worker.name() + "-oversleeps"));
            } else {
                // it may write an older last value over a newer one, as the docs say
                remove(ServerFault.FREEZE, worker, all);
            }
        }
    }

    private static void remove(ServerFault kind, ServerProcess server, List<Fault> all) {
        String name = kind.of(server).name();
        all.removeIf(fault -> fault.name().equals(name));
    }

    private static void ofTopics(ChaosOptions options, LocalStack stack, Pipeline pipeline, List<Fault> all) {
        all.add(new TopicReadOnly(pipeline.topics(), pipeline.deadLetters()));
        all.add(new LeaderMoved(
                stack.kafka(),
                stack.secondKafka(),
                pipeline.topics(),
                List.of(pipeline.name(), pipeline.deadLetters())));
        all.add(new PartitionAdded(pipeline, stack.connect(), options.rate()));
        if (options.promise() == Promise.EXACTLY_ONCE) {
            // the sink reads only what is committed
            all.add(new AbortedRecords(
                    stack.kafka().bootstrapServers(), pipeline.name(), pipeline.name() + "/device-0-0"));
        }
    }

    private static void ofDatabase(MySqlServer server, String database, List<Fault> all) {
        all.add(new ConnectionsKilled(server, database));
        for (DatabaseFault kind : DatabaseFault.values()) {
            all.add(kind.of(server, database));
        }
        all.add(new RowsLocked(server, database));
        all.add(new Deadlocks(server, database));
    }

    /** The source has one task, whatever it is allowed. */
    private static void ofConnectors(ConnectClient connect, Pipeline pipeline, List<Fault> all) {
        for (ConnectorFault kind : ConnectorFault.values()) {
            all.add(kind.of(connect, pipeline.sink()));
            if (!kind.changesTasks()) {
                all.add(kind.of(connect, pipeline.source()));
            }
        }
    }
}
