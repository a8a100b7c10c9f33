// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.ServerProcess;
import java.util.ArrayList;
import java.util.List;

/** All faults that can happen to one pipeline. */
public final class Faults {
    private Faults() {}

    /** Every server and worker killed, restarted and frozen. */
    public static List<Fault> ofServers(LocalStack stack) {
        List<ServerProcess> servers = new ArrayList<>(List.of(stack.mqtt(), stack.kafka(), stack.mysql()));
        servers.addAll(stack.workers());
        List<Fault> faults = new ArrayList<>();
        for (ServerProcess server : servers) {
            for (ServerFault kind : ServerFault.values()) {
                faults.add(kind.of(server));
            }
        }
        return faults;
    }

    /** The link cut, stalled and delayed. */
    public static List<Fault> ofLink(FaultProxy proxy) {
        return java.util.Arrays.stream(LinkFault.values())
                .map(kind -> kind.on(proxy))
                .toList();
    }

    /** COMMIT cut on either side. */
    public static List<Fault> ofCommits(CommitCut commits) {
        return java.util.Arrays.stream(CommitCut.Side.values())
                .map(commits::fault)
                .toList();
    }
}
