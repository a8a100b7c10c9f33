// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.fault.ConnectionsKilled;
import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.Faults;
import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.pipeline.Links;
import io.mqttmysql.pipeline.Pipeline;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What may happen in one run. */
final class ChaosFaults {
    private ChaosFaults() {}

    /** @throws StackException when the person's names name none, with all that there are */
    static List<Fault> chosen(ChaosOptions options, LocalStack stack, Links links, Pipeline pipeline) {
        List<Fault> all = all(options, stack, links, pipeline);
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

    private static List<Fault> all(ChaosOptions options, LocalStack stack, Links links, Pipeline pipeline) {
        List<Fault> all = new ArrayList<>(Faults.ofServers(stack));
        if (!stack.mqtt().outlivesAKill()) {
            // it alone would lose what it acknowledged and had not delivered: nobody's fault here
            all.removeIf(fault ->
                    fault.name().equals(ServerFault.KILL.of(stack.mqtt()).name()));
        }
        all.addAll(Faults.ofLink(links.mqtt()));
        all.addAll(Faults.ofLink(links.mySql()));
        all.addAll(Faults.ofCommits(links.commits()));
        all.add(new ConnectionsKilled(stack.mysql(), pipeline.name()));
        all.add(new BrokerKilledWhileHeld(pipeline, stack.mqtt(), links.kafka(), options.rate()));
        return all;
    }
}
